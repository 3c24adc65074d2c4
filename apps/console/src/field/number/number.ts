import TagIcon from "@mui/icons-material/TagOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { textConsole } from "../text/text.ts";
import { NumberDisplay } from "./display.tsx";
import { numberMessages } from "./messages.ts";
import { numberToSend } from "./number-text.ts";

/** A number with a unit. */
export const numberConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: TagIcon,
  messages: numberMessages,
  group: "number",
  Display: NumberDisplay,
  alignment: "right",
  prominence: ["card"],
  toSend: numberToSend,
  input: lazyPart(async () => (await import("./input.tsx")).NumberFieldInput),
  settings: lazyPart(async () => (await import("./settings.tsx")).NumberSettings),
  literal: lazyPart(async () => (await import("./literal.tsx")).NumberLiteral),
  filterValue: textConsole.filterValue,
};
