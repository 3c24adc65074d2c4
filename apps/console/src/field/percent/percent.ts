import PercentIcon from "@mui/icons-material/PercentOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { numberToSend } from "../number/number-text.ts";
import { numberConsole } from "../number/number.ts";
import { textConsole } from "../text/text.ts";
import { PercentDisplay } from "./display.tsx";
import { percentMessages } from "./messages.ts";

/** A share in per cent. */
export const percentConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: PercentIcon,
  messages: percentMessages,
  group: "number",
  Display: PercentDisplay,
  alignment: "right",
  toSend: numberToSend,
  input: lazyPart(async () => (await import("./input.tsx")).PercentFieldInput),
  settings: lazyPart(async () => (await import("../number/settings.tsx")).DigitsSettings),
  literal: numberConsole.literal,
  filterValue: textConsole.filterValue,
};
