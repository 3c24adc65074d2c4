import { WorkflowCondition } from "@catalyst/contracts";
import { z } from "zod";
import { defineStepType } from "../step-type.ts";

/** Exit for what no case took. */
export const OTHERWISE = "otherwise";
/** One way, with its exit's key. */
export const SwitchCase = z.strictObject({
  key: z.string().regex(/^case[0-9]{1,2}$/),
  label: z.string().trim().min(1).max(60),
  condition: WorkflowCondition,
});
export const SwitchConfig = z.strictObject({ cases: z.array(SwitchCase).min(1).max(20) });
export type SwitchConfig = z.infer<typeof SwitchConfig>;

/** Goes one of many ways. */
export const switchType = defineStepType<SwitchConfig>({
  type: "switch@1",
  label: "Switch",
  description: "Goes on along the first case that holds, else along Otherwise.",
  group: "logic",
  icon: "branch",
  kind: "control",
  action: null,
  ports: [
    { key: "case1", label: "Case 1" },
    { key: OTHERWISE, label: "Otherwise" },
  ],
  portsOf: ({ cases }) => [...cases.map(({ key, label }) => ({ key, label })), { key: OTHERWISE, label: "Otherwise" }],
  form: [{ key: "cases", label: "Cases", kind: "cases", required: true, help: "The first one that holds is taken." }],
  initialConfig: { cases: [{ key: "case1", label: "Case 1", condition: { kind: "rules", match: "all", rules: [] } }] },
  schema: SwitchConfig,
  validate: ({ cases }, validation) => {
    const seen = new Set<string>();
    for (const [place, { key, condition }] of cases.entries()) {
      if (seen.has(key))
        validation.error({ code: "duplicate_case", path: `cases.${place}`, message: "Two cases have the same exit." });
      seen.add(key);
      validation.condition(`cases.${place}.condition`, condition);
    }
  },
  replay: () => "natural",
  outputs: () => [{ path: "case", label: "Case taken", type: "text" }],
});
