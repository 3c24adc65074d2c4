import RelationIcon from "@mui/icons-material/ShareOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { RelationDisplay } from "./display.tsx";
import { relationMessages } from "./messages.ts";
import { RELATION_LINE } from "./relation-line.ts";

/** One or many records of an entity type. */
export const relationConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: RelationIcon,
  messages: relationMessages,
  group: "link",
  Display: RelationDisplay,
  nameLine: RELATION_LINE,
  input: lazyPart(async () => (await import("./input.tsx")).RelationFieldInput),
  settings: lazyPart(async () => (await import("./settings.tsx")).RelationSettings),
  literal: lazyPart(async () => (await import("./literal.tsx")).RelationLiteral),
  filterValue: lazyPart(async () => (await import("./filter-value.tsx")).RelationValueInput),
};
