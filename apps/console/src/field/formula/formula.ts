import FunctionsIcon from "@mui/icons-material/FunctionsOutlined";
import { computedConsole } from "../computed/computed-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { formulaMessages } from "./messages.ts";

/** Computed from other fields of the record; shown as what it gives. */
export const formulaConsole = computedConsole({
  Icon: FunctionsIcon,
  messages: formulaMessages,
  settings: lazyPart(async () => (await import("./settings.tsx")).FormulaTypeSettings),
  result: "text",
});
