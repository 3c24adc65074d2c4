import PinIcon from "@mui/icons-material/PinOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { numberConsole } from "../number/number.ts";
import { textConsole } from "../text/text.ts";
import { AutoNumberDisplay } from "./display.tsx";
import { autoNumberMessages } from "./messages.ts";

/** A number that the product gives; read as a name, from the left. */
export const autoNumberConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: PinIcon,
  messages: autoNumberMessages,
  group: "number",
  Display: AutoNumberDisplay,
  input: null,
  settings: lazyPart(async () => (await import("./settings.tsx")).AutoNumberSettings),
  literal: numberConsole.literal,
  filterValue: textConsole.filterValue,
};
