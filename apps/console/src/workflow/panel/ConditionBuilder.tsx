import { type ConditionRule, WorkflowCondition } from "@catalyst/contracts";
import { conditionToCel } from "@catalyst/workflow-engine";
import AddIcon from "@mui/icons-material/AddOutlined";
import CodeIcon from "@mui/icons-material/CodeOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useId } from "react";
import { useTranslate } from "react-admin";
import { useLook } from "../look.ts";
import { FormRow } from "./FormRow.tsx";
import { InsertDataButton } from "./InsertDataButton.tsx";
import { RuleRow } from "./RuleRow.tsx";
import { SelectInput } from "./SelectInput.tsx";
import { useEditor, useProblemAt } from "./editor-context.ts";

type Rules = { readonly kind: "rules"; readonly match: "all" | "any"; readonly rules: readonly ConditionRule[] };
type Formula = { readonly kind: "formula"; readonly cel: string };
/** A condition in the making: it may have no rule yet. */
export type ConditionDraft = Rules | Formula;

type ConditionBuilderProps = {
  readonly path: string;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (condition: ConditionDraft) => void;
};

const FIRST_RULE: ConditionRule = { left: "", operator: "equals", right: null };

/** Rules joined by all or any, or a formula for the rest. */
export function ConditionBuilder({ path, label, value, onChange }: ConditionBuilderProps) {
  const labelId = useId();
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const error = useProblemAt(path);
  const draft = toDraft(value);
  const toFormula = () => onChange({ kind: "formula", cel: celOf(draft) });
  const toRules = () => onChange({ kind: "rules", match: "all", rules: [] });
  const isFormula = draft.kind === "formula";
  const switchMode = readOnly ? null : (
    <Button
      size="small"
      variant="text"
      startIcon={<CodeIcon sx={{ fontSize: 14 }} />}
      onClick={isFormula ? toRules : toFormula}
      sx={{ fontSize: 12, minHeight: 24, py: 0 }}
    >
      {translate(isFormula ? "workflow.condition.as_rules" : "workflow.condition.as_formula")}
    </Button>
  );
  return (
    <Box role="group" aria-labelledby={labelId}>
      <FormRow labelId={labelId} label={label} required error={error} action={switchMode}>
        {draft.kind === "formula" ? (
          <FormulaInput label={label} cel={draft.cel} onChange={(cel) => onChange({ kind: "formula", cel })} />
        ) : (
          <RuleList draft={draft} onChange={onChange} />
        )}
      </FormRow>
    </Box>
  );
}

function RuleList({
  draft,
  onChange,
}: {
  readonly draft: Rules;
  readonly onChange: (condition: ConditionDraft) => void;
}) {
  const look = useLook();
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const withRules = (rules: readonly ConditionRule[]) => onChange({ ...draft, rules });
  return (
    <Box sx={{ borderLeft: `2px solid ${look.borderStrong}`, pl: 1.25 }}>
      {draft.rules.length > 1 ? (
        <Box sx={{ width: 160, mb: 1 }}>
          <SelectInput
            label={translate("workflow.condition.match")}
            readOnly={readOnly}
            value={draft.match}
            choices={(["all", "any"] as const).map((match) => ({
              value: match,
              label: translate(`workflow.condition.${match}`),
            }))}
            onChange={(match) => onChange({ ...draft, match: match === "any" ? "any" : "all" })}
          />
        </Box>
      ) : null}
      {draft.rules.map((rule, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- rules have no id of their own
        <RuleRow
          key={at}
          at={at}
          rule={rule}
          onChange={(changed) => withRules(draft.rules.with(at, changed))}
          onRemove={() => withRules(draft.rules.toSpliced(at, 1))}
        />
      ))}
      {readOnly ? null : (
        <Button
          size="small"
          variant="text"
          startIcon={<AddIcon sx={{ fontSize: 14 }} />}
          onClick={() => withRules([...draft.rules, FIRST_RULE])}
        >
          {translate("workflow.condition.add_rule")}
        </Button>
      )}
    </Box>
  );
}

function FormulaInput({
  label,
  cel,
  onChange,
}: {
  readonly label: string;
  readonly cel: string;
  readonly onChange: (cel: string) => void;
}) {
  const { readOnly } = useEditor();
  return (
    <>
      <OutlinedInput
        fullWidth
        multiline
        size="small"
        minRows={3}
        readOnly={readOnly}
        value={cel}
        onChange={(event) => onChange(event.target.value)}
        inputProps={{ "aria-label": label, spellCheck: false, maxLength: 2_000 }}
        sx={{ "& textarea": { fontFamily: "ui-monospace, monospace", fontSize: 12 } }}
      />
      <InsertDataButton label={label} onPick={(path) => onChange(cel === "" ? path : `${cel} ${path}`)} />
    </>
  );
}

/** Drafts may be unfinished, so the schema is asked for the parts and not for the whole. */
function toDraft(value: unknown): ConditionDraft {
  const parsed = WorkflowCondition.safeParse(value);
  if (parsed.success) return parsed.data;
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "formula")
    return { kind: "formula", cel: "" };
  return { kind: "rules", match: "all", rules: [] };
}

function celOf(draft: ConditionDraft): string {
  if (draft.kind === "formula") return draft.cel;
  const complete = draft.rules.filter((rule) => rule.left !== "");
  if (complete.length === 0) return "";
  try {
    return conditionToCel({ kind: "rules", match: draft.match, rules: complete });
  } catch {
    return ""; // A rule that names nothing has no formula; the problem is shown at the rule.
  }
}
