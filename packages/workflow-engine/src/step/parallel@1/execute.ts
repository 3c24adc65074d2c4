import { ALL_PORTS } from "../../move-tokens.ts";
import { controlStep } from "../step-executor.ts";
import { ParallelConfig } from "./definition.ts";

/** One token for each branch. */
export const parallelExecutor = controlStep(ParallelConfig, ({ branches }) => ({
  input: null,
  outcome: { kind: "done", port: ALL_PORTS, output: { branches: branches.map((branch) => branch.label) } },
}));
