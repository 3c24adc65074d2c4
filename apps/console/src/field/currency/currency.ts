import MoneyIcon from "@mui/icons-material/PaymentsOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { amountToSend } from "./amount.ts";
import { CurrencyDisplay } from "./display.tsx";
import { currencyMessages } from "./messages.ts";

/** An amount of money with its currency. */
export const currencyConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: MoneyIcon,
  messages: currencyMessages,
  group: "number",
  Display: CurrencyDisplay,
  alignment: "right",
  toSend: amountToSend,
  input: lazyPart(async () => (await import("./input.tsx")).CurrencyFieldInput),
  settings: lazyPart(async () => (await import("./settings.tsx")).CurrencySettings),
  literal: lazyPart(async () => (await import("./literal.tsx")).MoneyLiteral),
  filterValue: lazyPart(async () => (await import("./filter-value.tsx")).CurrencyFilterValue),
};
