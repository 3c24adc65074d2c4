import NotesIcon from "@mui/icons-material/NotesOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { textConsole } from "../text/text.ts";
import { LongTextDisplay } from "./display.tsx";
import { longTextMessages } from "./messages.ts";

/** Text of many lines. */
export const longTextConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: NotesIcon,
  messages: longTextMessages,
  group: "text",
  Display: LongTextDisplay,
  displayRoom: "row",
  inputRoom: "row",
  isListed: false,
  template: "lines",
  input: lazyPart(async () => (await import("./input.tsx")).LongTextInput),
  settings: lazyPart(async () => (await import("../text/settings.tsx")).LengthSettings),
  literal: textConsole.literal,
  filterValue: textConsole.filterValue,
};
