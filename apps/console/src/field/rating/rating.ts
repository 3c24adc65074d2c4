import StarIcon from "@mui/icons-material/StarBorderOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { numberConsole } from "../number/number.ts";
import { textConsole } from "../text/text.ts";
import { RatingDisplay } from "./display.tsx";
import { ratingMessages } from "./messages.ts";

/** Stars; read from the left, unlike other numbers. */
export const ratingConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: StarIcon,
  messages: ratingMessages,
  group: "number",
  Display: RatingDisplay,
  input: lazyPart(async () => (await import("./input.tsx")).RatingFieldInput),
  settings: lazyPart(async () => (await import("./settings.tsx")).RatingSettings),
  literal: numberConsole.literal,
  filterValue: textConsole.filterValue,
};
