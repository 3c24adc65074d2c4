import type { FormField } from "@catalyst/workflow-engine";
import { useTranslate } from "react-admin";
import { z } from "zod";
import { useProblemAt } from "./editor-context.ts";
import { type Exit, ExitsInput } from "./ExitsInput.tsx";
import { FormRow } from "./FormRow.tsx";

const Branches = z.array(z.object({ key: z.string(), label: z.string() })).catch([]);
const LEAST = 2;
const MOST = 10;

type BranchesInputProps = {
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (branches: readonly Exit[]) => void;
};

/** The ways that go side by side. */
export function BranchesInput({ field, value, onChange }: BranchesInputProps) {
  const translate = useTranslate();
  const error = useProblemAt(field.key);
  const make = (number: number): Exit => ({
    key: `branch${number}`,
    label: translate("workflow.exits.branch", { number }),
  });
  return (
    <FormRow label={field.label} required={field.required} help={field.help} error={error}>
      <ExitsInput
        label={field.label}
        items={Branches.parse(value)}
        min={LEAST}
        max={MOST}
        make={make}
        onChange={onChange}
      />
    </FormRow>
  );
}
