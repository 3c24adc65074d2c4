import PhoneIcon from "@mui/icons-material/PhoneOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { textConsole } from "../text/text.ts";
import { PhoneDisplay } from "./display.tsx";
import { phoneMessages } from "./messages.ts";

/** A number to call. */
export const phoneConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: PhoneIcon,
  messages: phoneMessages,
  group: "text",
  Display: PhoneDisplay,
  input: lazyPart(async () => (await import("./input.tsx")).PhoneFieldInput),
  settings: null,
  literal: textConsole.literal,
  filterValue: textConsole.filterValue,
};
