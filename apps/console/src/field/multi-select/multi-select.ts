import LabelIcon from "@mui/icons-material/LabelOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { selectConsole } from "../select/select.ts";
import { MultiSelectDisplay } from "./display.tsx";
import { multiSelectMessages } from "./messages.ts";

/** Any of several options. */
export const multiSelectConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: LabelIcon,
  messages: multiSelectMessages,
  group: "choice",
  Display: MultiSelectDisplay,
  input: lazyPart(async () => (await import("./input.tsx")).MultiSelectFieldInput),
  settings: selectConsole.settings,
  literal: lazyPart(async () => (await import("./literal.tsx")).OptionsLiteral),
  filterValue: selectConsole.filterValue,
};
