import type { FormField } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import { z } from "zod";
import { ConditionBuilder } from "./ConditionBuilder.tsx";
import { ExitsInput } from "./ExitsInput.tsx";
import { FormRow } from "./FormRow.tsx";

const Cases = z.array(z.object({ key: z.string(), label: z.string(), condition: z.unknown() })).catch([]);
type Case = z.infer<typeof Cases>[number];
const MOST = 20;

type CasesInputProps = {
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (cases: readonly Case[]) => void;
};

/** Ways with a condition each; the first that holds is taken. */
export function CasesInput({ field, value, onChange }: CasesInputProps) {
  const translate = useTranslate();
  const cases = Cases.parse(value);
  const setCondition = (place: number, condition: unknown) =>
    onChange(cases.map((item, at) => (at === place ? { ...item, condition } : item)));
  const make = (number: number): Case => ({
    key: `case${number}`,
    label: translate("workflow.exits.case", { number }),
    condition: { kind: "rules", match: "all", rules: [] },
  });
  return (
    <FormRow label={field.label} required={field.required} help={field.help}>
      <ExitsInput
        label={field.label}
        items={cases}
        min={1}
        max={MOST}
        make={make}
        onChange={onChange}
        detail={(item, place) => (
          <Box sx={{ pl: 1, pt: 0.5 }}>
            <ConditionBuilder
              path={`${field.key}.${place}.condition`}
              label={translate("workflow.exits.when", { label: item.label })}
              value={item.condition}
              onChange={(condition) => setCondition(place, condition)}
            />
          </Box>
        )}
      />
    </FormRow>
  );
}
