import CalendarIcon from "@mui/icons-material/CalendarTodayOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { DateDisplay } from "./display.tsx";
import { dateMessages } from "./messages.ts";

/** A day, the same everywhere. */
export const dateConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: CalendarIcon,
  messages: dateMessages,
  group: "time",
  Display: DateDisplay,
  prominence: ["related"],
  input: lazyPart(async () => (await import("./input.tsx")).DateFieldInput),
  settings: lazyPart(async () => (await import("./settings.tsx")).RangeSettings),
  literal: lazyPart(async () => (await import("./literal.tsx")).DateLiteral),
  filterValue: lazyPart(async () => (await import("../../entity/DayValueInput.tsx")).DayValueInput),
};
