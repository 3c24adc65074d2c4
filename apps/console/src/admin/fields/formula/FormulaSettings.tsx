import {
  RESULT_TYPES,
  type EntityType,
  type FieldConfig,
  type FieldDefinition,
  type ResultType,
} from "@catalyst/contracts";
import { FORMULA_FUNCTIONS, formulaInputs } from "@catalyst/custom-fields/formula";
import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useId, useMemo, useRef } from "react";
import { useTranslate } from "react-admin";
import { useMetadata } from "../../../provider/metadata.ts";
import { checkDraft, resultTypesFor, type Verdict } from "./check-draft.ts";
import { ExpressionInput } from "./ExpressionInput.tsx";
import { FormulaPreview } from "./FormulaPreview.tsx";
import { FormulaVerdict } from "./FormulaVerdict.tsx";
import { NameList } from "./NameList.tsx";
import { namesOf, type Suggestion, withSuggestion } from "./suggestions.ts";
import { placeCaret } from "./use-completion.ts";

export type FormulaSettingsProps = {
  readonly entityType: EntityType;
  /** The field as it would be saved. */
  readonly draft: FieldDefinition;
  readonly onChange: (config: Pick<FieldConfig, "expression" | "resultType">) => void;
};

/** The editor of a formula: its text with completion, what the check says, and what it gives for a real record. */
export function FormulaSettings({ entityType, draft, onChange }: FormulaSettingsProps) {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [entityType];
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const verdictId = useId();
  const names = useMemo(
    () => namesOf(formulaInputs(entityType.fields.filter(({ key }) => key !== draft.key)), FORMULA_FUNCTIONS),
    [entityType, draft.key],
  );
  const { expression = "", resultType } = draft.config;
  const check = (source: string) =>
    checkDraft(entityTypes, { ...draft, config: { ...draft.config, expression: source } });
  const verdict = check(expression);
  const change = (source: string) => onChange({ expression: source, resultType: follow(check(source), resultType) });
  const insert = (suggestion: Suggestion) => {
    const start = inputRef.current?.selectionStart ?? expression.length;
    const end = inputRef.current?.selectionEnd ?? start;
    const next = withSuggestion(expression, { start, end }, suggestion);
    change(next.text);
    placeCaret(inputRef, next.caret);
  };
  return (
    <>
      <ExpressionInput
        inputRef={inputRef}
        value={expression}
        invalid={verdict.kind === "wrong"}
        names={names}
        describedBy={verdictId}
        onChange={change}
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
      {verdict.kind === "right" ? (
        <>
          <ResultInput
            types={resultTypesFor(verdict.gives)}
            value={resultType}
            onChange={(type) => onChange({ expression, resultType: type })}
          />
          <FormulaPreview entityType={entityType} draft={draft} />
        </>
      ) : null}
    </>
  );
}

type ResultInputProps = {
  readonly types: readonly ResultType[];
  readonly value: ResultType | undefined;
  readonly onChange: (type: ResultType | undefined) => void;
};

/** Asked only where a formula leaves a choice: a day or an instant, or what an always empty one is. */
function ResultInput({ types, value, onChange }: ResultInputProps) {
  const translate = useTranslate();
  if (types.length < 2) return null;
  return (
    <TextField
      select
      label={translate("computed.formula.result")}
      value={value ?? types[0]}
      onChange={(event) => onChange(RESULT_TYPES.find((type) => type === event.target.value))}
    >
      {types.map((type) => (
        <MenuItem key={type} value={type}>
          {translate(`computed.result.${type}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** The result type follows what the formula gives, unless somebody chose another one that fits. */
function follow(verdict: Verdict, current: ResultType | undefined): ResultType | undefined {
  if (verdict.kind !== "right") return current;
  const fitting = resultTypesFor(verdict.gives);
  return current !== undefined && fitting.includes(current) ? current : fitting[0];
}
