import type { WorkflowProblem } from "@catalyst/contracts";
import CheckIcon from "@mui/icons-material/CheckOutlined";
import ErrorIcon from "@mui/icons-material/ErrorOutlineOutlined";
import WarningIcon from "@mui/icons-material/WarningAmberOutlined";
import Button from "@mui/material/Button";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import { TRIGGER } from "../document/graph-operation.ts";
import { useLook } from "../look.ts";
import { useEditor } from "../panel/editor-context.ts";

/** All problems of the workflow; choosing one leads to its step. */
export function ProblemsButton({ onChoose }: { readonly onChoose: (origin: string) => void }) {
  const look = useLook();
  const translate = useTranslate();
  const { problems } = useEditor();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const hasErrors = problems.some((problem) => problem.severity === "error");
  if (problems.length === 0) {
    return (
      <Button
        size="small"
        variant="text"
        color="inherit"
        startIcon={<CheckIcon sx={{ color: look.success.main }} />}
        aria-disabled
        sx={{ color: "text.secondary", cursor: "default" }}
      >
        {translate("workflow.problems.none")}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-haspopup="menu"
        startIcon={hasErrors ? <ErrorIcon /> : <WarningIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ color: hasErrors ? look.danger.text : look.warning.text }}
      >
        {translate("workflow.problems.count", { smart_count: problems.length })}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { width: 380, maxWidth: "calc(100vw - 32px)" } } }}
      >
        {problems.map((problem) => (
          <ProblemItem
            key={`${problem.stepKey}:${problem.code}:${problem.path}:${problem.message}`}
            problem={problem}
            onChoose={() => {
              setAnchor(null);
              onChoose(problem.stepKey ?? TRIGGER);
            }}
          />
        ))}
      </Menu>
    </>
  );
}

function ProblemItem({
  problem,
  onChoose,
  ...item
}: {
  readonly problem: WorkflowProblem;
  readonly onChoose: () => void;
}) {
  const look = useLook();
  const translate = useTranslate();
  const { graph } = useEditor();
  const Icon = problem.severity === "error" ? ErrorIcon : WarningIcon;
  const where =
    problem.stepKey === null
      ? translate("workflow.trigger.title")
      : (findStep(graph, problem.stepKey)?.name ?? problem.stepKey);
  return (
    <MenuItem {...item} onClick={onChoose} sx={{ alignItems: "flex-start", gap: 1, whiteSpace: "normal" }}>
      <Icon
        aria-label={translate(`workflow.problems.${problem.severity}`)}
        sx={{ fontSize: 16, mt: 0.5, color: problem.severity === "error" ? look.danger.main : look.warning.main }}
      />
      <ListItemText
        primary={problem.message}
        secondary={where}
        slotProps={{ primary: { variant: "body2" }, secondary: { variant: "caption" } }}
      />
    </MenuItem>
  );
}
