import type { EntityType, FieldConfig, FieldDefinition, ResultType } from "@catalyst/contracts";
import { RESULT_TYPES } from "@catalyst/contracts";
import { FORMULA_FUNCTIONS, formulaInputs } from "@catalyst/custom-fields/formula";
import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useEffect, useId, useMemo, useRef } from "react";
import { useTranslate } from "react-admin";
import { useMetadata } from "../../../provider/metadata.ts";
import { checkDraft, resultTypesFor } from "./check-draft.ts";
import { ExpressionInput } from "./ExpressionInput.tsx";
import { FormulaPreview } from "./FormulaPreview.tsx";
import { FormulaVerdict } from "./FormulaVerdict.tsx";
import { NameList } from "./NameList.tsx";
import { namesOf, type Suggestion, withSuggestion } from "./suggestions.ts";

export type FormulaSettingsProps = {
  readonly entityType: EntityType;
  /** The field as it would be saved. */
  readonly draft: FieldDefinition;
  readonly onChange: (config: Pick<FieldConfig, "expression" | "resultType">) => void;
};

/** The editor of a formula: its text with completion, what the check says, and what it gives for a real record. */
export function FormulaSettings({ entityType, draft, onChange }: FormulaSettingsProps) {
  const translate = useTranslate();
  const { data } = useMetadata();
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const verdictId = useId();
  const { expression = "", resultType } = draft.config;
  const inputs = useMemo(
    () => formulaInputs(entityType.fields.filter((field) => field.key !== draft.key)),
    [entityType, draft.key],
  );
  const names = useMemo(() => namesOf(inputs, FORMULA_FUNCTIONS), [inputs]);
  const verdict = checkDraft(data?.entityTypes ?? [entityType], draft);
  const types = verdict.kind === "right" ? resultTypesFor(verdict.gives) : RESULT_TYPES;
  useFollow(verdict.kind === "right" ? (types[0] ?? null) : null, resultType, types, (next) =>
    onChange({ expression, resultType: next }),
  );
  const insert = (suggestion: Suggestion) => {
    const at = inputRef.current?.selectionStart ?? expression.length;
    const next = withSuggestion(expression, { start: at, end: inputRef.current?.selectionEnd ?? at }, suggestion);
    onChange({ expression: next.text, ...(resultType && { resultType }) });
    requestAnimationFrame(() => {
      inputRef.current?.focus();
      inputRef.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  return (
    <>
      <ExpressionInput
        inputRef={inputRef}
        value={expression}
        invalid={verdict.kind === "wrong"}
        names={names}
        describedBy={verdictId}
        onChange={(next) => onChange({ expression: next, ...(resultType && { resultType }) })}
      />
      <FormulaVerdict id={verdictId} source={expression} verdict={verdict} />
      <Box>
        <NameList
          title={translate("computed.formula.fields")}
          names={names.filter(({ kind }) => kind === "field")}
          onInsert={insert}
        />
        <NameList
          title={translate("computed.formula.functions")}
          names={names.filter(({ kind }) => kind === "function")}
          onInsert={insert}
        />
      </Box>
      {types.length > 1 && verdict.kind === "right" ? (
        <TextField
          select
          label={translate("computed.formula.result")}
          value={resultType ?? types[0]}
          onChange={(event) => onChange({ expression, resultType: types.find((type) => type === event.target.value) })}
        >
          {types.map((type) => (
            <MenuItem key={type} value={type}>
              {translate(`computed.result.${type}`)}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      {verdict.kind === "right" ? <FormulaPreview entityType={entityType} draft={draft} /> : null}
    </>
  );
}

/** The result type follows what the formula gives, unless somebody chose another that fits. */
function useFollow(
  first: ResultType | null,
  current: ResultType | undefined,
  fitting: readonly ResultType[],
  set: (type: ResultType) => void,
): void {
  const wanted = first !== null && (current === undefined || !fitting.includes(current)) ? first : null;
  useEffect(() => {
    if (wanted !== null) set(wanted);
  });
}
