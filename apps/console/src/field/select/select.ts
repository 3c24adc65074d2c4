import ListIcon from "@mui/icons-material/ListOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { SelectDisplay } from "./display.tsx";
import { selectMessages } from "./messages.ts";

/** One of several options. */
export const selectConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: ListIcon,
  messages: selectMessages,
  group: "choice",
  Display: SelectDisplay,
  prominence: ["identity", "related", "card"],
  input: lazyPart(async () => (await import("./input.tsx")).SelectFieldInput),
  settings: lazyPart(async () => (await import("./settings.tsx")).OptionSettings),
  literal: lazyPart(async () => (await import("./literal.tsx")).OptionLiteral),
  filterValue: lazyPart(async () => (await import("./filter-value.tsx")).OptionFilterValue),
};
