import type { WorkflowGraph } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { stepsLostWith } from "../document/change-steps.ts";
import { edgesFrom, findStep, portsOf } from "../document/edges.ts";

type DeleteDialogProps = {
  readonly graph: WorkflowGraph;
  readonly stepKey: string | null;
  readonly onDelete: (keepPort: string | undefined) => void;
  readonly onClose: () => void;
};

/** Exits of a step that lead somewhere: with two or more, a deletion must say which branch stays. */
export function usedPorts(graph: WorkflowGraph, key: string) {
  return portsOf(graph, key).filter((port) => edgesFrom(graph, key, port.key).length > 0);
}

/** Which branch of a condition stays when it is deleted, and how many steps go with the other. */
export function DeleteDialog({ graph, stepKey, onDelete, onClose }: DeleteDialogProps) {
  const translate = useTranslate();
  const step = stepKey === null ? undefined : findStep(graph, stepKey);
  if (step === undefined) return null;
  return (
    <Dialog open onClose={onClose} aria-labelledby="delete-title" maxWidth="xs" fullWidth>
      <DialogTitle id="delete-title" variant="h2">
        {translate("workflow.delete.title", { name: step.name })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2">{translate("workflow.delete.which_branch")}</Typography>
      </DialogContent>
      <DialogActions sx={{ flexWrap: "wrap", gap: 1 }}>
        <Button variant="outlined" autoFocus onClick={onClose}>
          {translate("workflow.cancel")}
        </Button>
        {usedPorts(graph, step.key).map((port) => {
          const lost = stepsLostWith(graph, step.key, port.key).length;
          return (
            <Button key={port.key} variant="outlined" color="error" onClick={() => onDelete(port.key)}>
              {translate(lost === 0 ? "workflow.delete.keep_all" : "workflow.delete.keep", {
                branch: port.label,
                smart_count: lost,
              })}
            </Button>
          );
        })}
      </DialogActions>
    </Dialog>
  );
}
