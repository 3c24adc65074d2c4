import type { ConditionRule, FieldDefinition } from "@catalyst/contracts";
import type { DataPathChoice } from "@catalyst/workflow-engine";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import IconButton from "@mui/material/IconButton";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { describePath } from "../document/describe-path.ts";
import { useLook } from "../look.ts";
import { DataPicker } from "./DataPicker.tsx";
import { LiteralInput } from "./LiteralInput.tsx";
import { operatorsFor, takesValue } from "./operators.ts";
import { SelectInput } from "./SelectInput.tsx";
import { useEditedStep, useEditor } from "./editor-context.ts";

type RuleRowProps = {
  readonly at: number;
  readonly rule: ConditionRule;
  readonly onChange: (rule: ConditionRule) => void;
  readonly onRemove: () => void;
};

/** One rule: data, operator, value. */
export function RuleRow({ at, rule, onChange, onRemove }: RuleRowProps) {
  const translate = useTranslate();
  const { graph, readOnly } = useEditor();
  const { choices } = useEditedStep();
  const choice = choices.find((candidate) => candidate.path === rule.left);
  const operators = operatorsFor(choice, graph.trigger.type === "record_updated@1");
  const name = translate("workflow.condition.rule", { number: at + 1 });
  const pick = (left: string) => {
    const picked = choices.find((candidate) => candidate.path === left);
    const known = operatorsFor(picked, true).includes(rule.operator);
    onChange({ left, operator: known ? rule.operator : "equals", right: null });
  };
  return (
    <Box
      role="group"
      aria-label={name}
      sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr) 28px", gap: 0.75, mb: 1.25, alignItems: "center" }}
    >
      <LeftSide path={rule.left} label={name} onPick={pick} />
      {readOnly ? (
        <span />
      ) : (
        <IconButton
          size="small"
          aria-label={translate("workflow.condition.remove", { number: at + 1 })}
          onClick={onRemove}
        >
          <CloseIcon sx={{ fontSize: 16 }} />
        </IconButton>
      )}
      <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 2fr) minmax(0, 3fr)", gap: 0.75 }}>
        <SelectInput
          label={translate("workflow.condition.operator")}
          readOnly={readOnly}
          value={rule.operator}
          choices={operators.map((operator) => ({
            value: operator,
            label: translate(`workflow.operator.${operator}`),
          }))}
          onChange={(operator) =>
            onChange(
              withOperator(
                rule,
                operators.find((known) => known === operator),
              ),
            )
          }
        />
        {takesValue(rule.operator) ? (
          <LiteralInput
            label={translate("workflow.condition.value")}
            field={comparedField(choice)}
            value={rule.right}
            onChange={(right) => onChange({ ...rule, right })}
          />
        ) : null}
      </Box>
    </Box>
  );
}

function LeftSide({
  path,
  label,
  onPick,
}: {
  readonly path: string;
  readonly label: string;
  readonly onPick: (path: string) => void;
}) {
  const look = useLook();
  const editor = useEditor();
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const name = path === "" ? null : describePath(path, editor);
  const broken = name?.broken === true;
  return (
    <>
      <ButtonBase
        disableRipple
        aria-haspopup="dialog"
        aria-label={translate("workflow.condition.left", {
          rule: label,
          name: name?.label ?? translate("workflow.condition.choose_left"),
        })}
        onClick={(event) => (editor.readOnly ? undefined : setAnchor(event.currentTarget))}
        sx={{
          fontFamily: "inherit",
          justifyContent: "flex-start",
          textAlign: "left",
          gap: 1,
          px: 1.25,
          minHeight: 32,
          borderRadius: "8px",
          fontSize: 12,
          border: path === "" ? `1px solid ${look.edge}` : "none",
          bgcolor: path === "" ? "background.paper" : broken ? look.danger.soft : look.accentSoft,
          color: path === "" ? "text.secondary" : broken ? look.danger.text : look.accentText,
          "&:focus-visible": { outline: `2px solid ${look.focus}`, outlineOffset: 2 },
        }}
      >
        <Box
          component="span"
          sx={{ fontWeight: 600, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}
        >
          {name === null
            ? translate("workflow.condition.choose_left")
            : broken
              ? translate("workflow.data.broken", { label: name.label })
              : name.label}
        </Box>
        <Box component="span" sx={{ whiteSpace: "nowrap" }}>
          {name?.source}
        </Box>
      </ButtonBase>
      <DataPicker anchor={anchor} onPick={onPick} onClose={() => setAnchor(null)} />
    </>
  );
}

function withOperator(rule: ConditionRule, operator: ConditionRule["operator"] | undefined): ConditionRule {
  if (operator === undefined) return rule;
  return { ...rule, operator, right: takesValue(operator) ? rule.right : null };
}

/** Outputs without a field of their own are compared by their type's input. */
function comparedField(choice: DataPathChoice | undefined): FieldDefinition | null {
  return choice?.field ?? null;
}
