import SumIcon from "@mui/icons-material/CalculateOutlined";
import { computedConsole } from "../computed/computed-console.ts";
import { lazyPart } from "../lazy-part.ts";
import { rollupMessages } from "./messages.ts";

/** Counted or summed over connected records; shown as what it gives. */
export const rollupConsole = computedConsole({
  Icon: SumIcon,
  messages: rollupMessages,
  settings: lazyPart(async () => (await import("./settings.tsx")).RollupTypeSettings),
  result: "number",
});
