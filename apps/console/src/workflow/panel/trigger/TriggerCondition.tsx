import { WorkflowCondition } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { ConditionBuilder, type ConditionDraft } from "../ConditionBuilder.tsx";
import { useEditor } from "../editor-context.ts";
import { useSetTrigger } from "./use-set-trigger.ts";

const FIRST_CONDITION: WorkflowCondition = {
  kind: "rules",
  match: "all",
  rules: [{ left: "", operator: "equals", right: null }],
};

/** What must hold besides, or the offer to say so. */
export function TriggerCondition() {
  const { graph, readOnly } = useEditor();
  const translate = useTranslate();
  const setTrigger = useSetTrigger();
  const { trigger } = graph;
  const setCondition = (condition: WorkflowCondition | undefined) => {
    const { condition: _old, ...config } = trigger.config;
    setTrigger(
      { ...trigger, config: condition === undefined ? config : { ...config, condition } },
      "trigger.condition",
    );
  };
  if (trigger.config.condition === undefined) {
    return readOnly ? null : (
      <Button size="small" variant="outlined" onClick={() => setCondition(FIRST_CONDITION)}>
        {translate("workflow.trigger.add_condition")}
      </Button>
    );
  }
  return (
    <ConditionBuilder
      path="condition"
      label={translate("workflow.trigger.condition")}
      value={trigger.config.condition}
      onChange={(draft) => setCondition(whole(draft))}
    />
  );
}

/** A trigger needs no condition: one without rules or text is none. */
function whole(draft: ConditionDraft): WorkflowCondition | undefined {
  if (draft.kind === "formula" && draft.cel === "") return { kind: "formula", cel: " " };
  const parsed = WorkflowCondition.safeParse(draft);
  return parsed.success ? parsed.data : undefined;
}
