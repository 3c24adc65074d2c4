import MailIcon from "@mui/icons-material/MailOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { REACH_LINE } from "../text/reach-line.ts";
import { textConsole } from "../text/text.ts";
import { EmailDisplay } from "./display.tsx";
import { emailMessages } from "./messages.ts";

/** An address to write to. */
export const emailConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: MailIcon,
  messages: emailMessages,
  group: "text",
  Display: EmailDisplay,
  nameLine: REACH_LINE,
  input: lazyPart(async () => (await import("./input.tsx")).EmailFieldInput),
  settings: null,
  literal: textConsole.literal,
  filterValue: textConsole.filterValue,
};
