import ClockIcon from "@mui/icons-material/ScheduleOutlined";
import { dateConsole } from "../date/date.ts";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { DateTimeDisplay } from "./display.tsx";
import { dateTimeMessages } from "./messages.ts";

/** A moment, shown in the reader's time zone. */
export const dateTimeConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: ClockIcon,
  messages: dateTimeMessages,
  group: "time",
  Display: DateTimeDisplay,
  input: lazyPart(async () => (await import("./input.tsx")).DateTimeFieldInput),
  settings: null,
  literal: lazyPart(async () => (await import("./literal.tsx")).DateTimeLiteral),
  filterValue: dateConsole.filterValue,
};
