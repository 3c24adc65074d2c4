import PersonIcon from "@mui/icons-material/PersonOutlineOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { UserDisplay } from "./display.tsx";
import { userMessages } from "./messages.ts";

/** A member of the team. */
export const userConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: PersonIcon,
  messages: userMessages,
  group: "link",
  Display: UserDisplay,
  input: lazyPart(async () => (await import("./input.tsx")).UserFieldInput),
  settings: null,
  literal: lazyPart(async () => (await import("./literal.tsx")).UserLiteral),
  filterValue: lazyPart(async () => (await import("./filter-value.tsx")).UserFilterValue),
};
