import type { StepDefinition } from "@catalyst/contracts";
import { dataPathsFor, findStepType } from "@catalyst/workflow-engine";
import CopyIcon from "@mui/icons-material/ContentCopyOutlined";
import DeleteIcon from "@mui/icons-material/DeleteOutlineOutlined";
import IconButton from "@mui/material/IconButton";
import InputBase from "@mui/material/InputBase";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useMemo, useState } from "react";
import { useTranslate } from "react-admin";
import { typeLabel } from "../document/to-flow.ts";
import { useLook } from "../look.ts";
import { newStepKey } from "../new-step.ts";
import { StepTile } from "../StepTile.tsx";
import { EditedStepProvider, useEditedStep, useEditor } from "./editor-context.ts";
import { OnError } from "./OnError.tsx";
import { PanelFrame } from "./PanelFrame.tsx";
import { StepForm } from "./StepForm.tsx";

type StepPanelProps = {
  readonly step: StepDefinition;
  readonly onClose: () => void;
  readonly onDelete: (key: string) => void;
  readonly onOpen: (key: string) => void;
};

/** The form of one step. */
export function StepPanel({ step, onClose, onDelete, onOpen }: StepPanelProps) {
  const { graph, metadata, problems } = useEditor();
  const translate = useTranslate();
  const edited = useMemo(
    () => ({
      stepKey: step.key,
      choices: dataPathsFor(graph, step.key, metadata),
      problems: problems.filter((problem) => problem.stepKey === step.key),
    }),
    [graph, metadata, problems, step.key],
  );
  const detail = translate("workflow.panel.step_of", {
    type: typeLabel(step.type),
    number: graph.steps.indexOf(step) + 1,
    total: graph.steps.length,
  });
  return (
    <EditedStepProvider value={edited}>
      <PanelFrame
        label={translate("workflow.panel.step", { name: step.name })}
        tile={<StepTile type={step.type} />}
        title={<StepName key={step.key} step={step} />}
        detail={detail}
        actions={<StepActions step={step} onDelete={onDelete} onOpen={onOpen} />}
        onClose={onClose}
      >
        <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 0, mb: 2 }}>
          {findStepType(step.type)?.description}
        </Typography>
        <ShapeProblems />
        <StepForm step={step} />
        <OnError step={step} />
      </PanelFrame>
    </EditedStepProvider>
  );
}

/** The name may be empty only while it is typed; the document keeps the last real one. */
function StepName({ step }: { readonly step: StepDefinition }) {
  const { apply, readOnly } = useEditor();
  const translate = useTranslate();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <InputBase
      fullWidth
      value={typed ?? step.name}
      readOnly={readOnly}
      onChange={(event) => {
        setTyped(event.target.value);
        apply({ kind: "renameStep", key: step.key, name: event.target.value }, `${step.key}.name`);
      }}
      onBlur={() => setTyped(null)}
      inputProps={{ "aria-label": translate("workflow.panel.name"), maxLength: 120 }}
      sx={{ fontSize: 14, fontWeight: 600, "& input": { p: 0, height: 24 } }}
    />
  );
}

function StepActions({ step, onDelete, onOpen }: Omit<StepPanelProps, "onClose">) {
  const { graph, apply, readOnly } = useEditor();
  const translate = useTranslate();
  if (readOnly) return null;
  const duplicate = () => {
    const newKey = newStepKey(graph, step.type);
    apply({
      kind: "duplicateStep",
      key: step.key,
      newKey,
      name: translate("workflow.panel.copy_of", { name: step.name }),
    });
    onOpen(newKey);
  };
  return (
    <>
      <Tooltip title={translate("workflow.panel.duplicate")}>
        <IconButton size="small" aria-label={translate("workflow.panel.duplicate")} onClick={duplicate}>
          <CopyIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Tooltip title={translate("workflow.panel.delete")}>
        <IconButton size="small" aria-label={translate("workflow.panel.delete")} onClick={() => onDelete(step.key)}>
          <DeleteIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </>
  );
}

/** Problems that belong to no input, such as a step that nothing leads to. */
function ShapeProblems() {
  const { problems } = useEditedStep();
  const look = useLook();
  const own = problems.filter((problem) => problem.path === null);
  return own.map((problem) => (
    <Typography
      key={problem.code}
      variant="caption"
      component="p"
      sx={{ mt: 0, color: problem.severity === "error" ? look.danger.text : look.warning.text }}
    >
      {problem.message}
    </Typography>
  ));
}
