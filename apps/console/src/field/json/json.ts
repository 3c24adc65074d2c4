import CodeIcon from "@mui/icons-material/DataObjectOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { textConsole } from "../text/text.ts";
import { JsonDisplay } from "./display.tsx";
import { jsonMessages } from "./messages.ts";

/** Structured data from other systems. */
export const jsonConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: CodeIcon,
  messages: jsonMessages,
  group: "other",
  Display: JsonDisplay,
  displayRoom: "row",
  inputRoom: "row",
  isListed: false,
  input: lazyPart(async () => (await import("./input.tsx")).JsonFieldInput),
  settings: null,
  literal: lazyPart(async () => (await import("./literal.tsx")).JsonLiteral),
  filterValue: textConsole.filterValue,
};
