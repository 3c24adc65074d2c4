import LinkIcon from "@mui/icons-material/LinkOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { textConsole } from "../text/text.ts";
import { UrlDisplay } from "./display.tsx";
import { urlMessages } from "./messages.ts";

/** A link to another site. */
export const urlConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: LinkIcon,
  messages: urlMessages,
  group: "text",
  Display: UrlDisplay,
  input: lazyPart(async () => (await import("./input.tsx")).UrlFieldInput),
  settings: null,
  literal: textConsole.literal,
  filterValue: textConsole.filterValue,
};
