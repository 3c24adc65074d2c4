import ToggleIcon from "@mui/icons-material/ToggleOnOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { BooleanDisplay } from "./display.tsx";
import { booleanMessages } from "./messages.ts";

/** Yes, no, or not set. */
export const booleanConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: ToggleIcon,
  messages: booleanMessages,
  group: "choice",
  Display: BooleanDisplay,
  input: lazyPart(async () => (await import("./input.tsx")).BooleanFieldInput),
  settings: null,
  literal: lazyPart(async () => (await import("./literal.tsx")).BooleanLiteral),
  filterValue: lazyPart(async () => (await import("./filter-value.tsx")).BooleanFilterValue),
};
