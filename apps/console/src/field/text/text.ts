import TextIcon from "@mui/icons-material/TextFieldsOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { TextDisplay } from "./display.tsx";
import { textMessages } from "./messages.ts";

/** One line of text. */
export const textConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: TextIcon,
  messages: textMessages,
  group: "text",
  Display: TextDisplay,
  template: "line",
  input: lazyPart(async () => (await import("./input.tsx")).TextFieldInput),
  settings: lazyPart(async () => (await import("./settings.tsx")).TextSettings),
  literal: lazyPart(async () => (await import("./literal.tsx")).TextLiteral),
  filterValue: lazyPart(async () => (await import("../../entity/TypedValueInput.tsx")).TypedValueInput),
};
