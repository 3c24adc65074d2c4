import { z } from "zod";
import { defineStepType } from "../step-type.ts";

/** One of several ways, with its exit's key. */
export const ParallelBranch = z.strictObject({
  key: z.string().regex(/^branch[0-9]{1,2}$/),
  label: z.string().trim().min(1).max(60),
});
export const ParallelConfig = z.strictObject({ branches: z.array(ParallelBranch).min(2).max(10) });
export type ParallelConfig = z.infer<typeof ParallelConfig>;

const INITIAL = [
  { key: "branch1", label: "Branch 1" },
  { key: "branch2", label: "Branch 2" },
];

/** Goes all its ways; a step that several of them lead to runs when all are through. */
export const parallelType = defineStepType<ParallelConfig>({
  type: "parallel@1",
  label: "Parallel",
  description: "Does several things side by side. Where their paths meet again, all are waited for.",
  group: "logic",
  icon: "parallel",
  kind: "control",
  action: null,
  ports: INITIAL,
  portsOf: ({ branches }) => branches,
  form: [{ key: "branches", label: "Branches", kind: "branches", required: true, help: "From two to ten." }],
  initialConfig: { branches: INITIAL },
  schema: ParallelConfig,
  validate: ({ branches }, validation) => {
    if (new Set(branches.map((branch) => branch.key)).size < branches.length)
      validation.error({ code: "duplicate_branch", path: "branches", message: "Two branches have the same exit." });
  },
  replay: () => "natural",
});
