import type { WorkflowGraph } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslate } from "react-admin";
import { useNavigate } from "react-router-dom";
import { toApiError } from "../../provider/api-error.ts";
import { useMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { SelectInput } from "../panel/SelectInput.tsx";
import { FormRow } from "../panel/FormRow.tsx";
import { WORKFLOWS_KEY } from "../workflow-queries.ts";

/** Asks for a name and whose changes start the workflow, makes it, and opens the builder on its trigger. */
export function NewWorkflowDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  const { create, busy, error } = useCreate();
  const [name, setName] = useState("");
  const [entityType, setEntityType] = useState("companies");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") void create(name, entityType);
  };
  const label = translate("workflow.trigger.entity_type");
  return (
    <Dialog
      open={open}
      onClose={busy ? undefined : onClose}
      aria-labelledby="new-workflow-title"
      fullWidth
      maxWidth="xs"
    >
      <form onSubmit={submit}>
        <DialogTitle id="new-workflow-title" variant="h2">
          {translate("workflow.list.create")}
        </DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 1.5 }}>
          <TextField
            autoFocus
            required
            fullWidth
            label={translate("workflow.bar.name")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 120 } }}
          />
          <FormRow inputId="new-workflow-entity" label={label}>
            <SelectInput
              id="new-workflow-entity"
              label={label}
              value={entityType}
              choices={entityTypes.map((type) => ({ value: type.key, label: type.label }))}
              onChange={setEntityType}
            />
          </FormRow>
          {error === null ? null : (
            <Typography role="alert" variant="caption" color="error">
              {error}
            </Typography>
          )}
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={onClose} disabled={busy}>
            {translate("workflow.cancel")}
          </Button>
          <Button type="submit" variant="contained" loading={busy} loadingPosition="start">
            {translate("workflow.list.create")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function useCreate() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string | null }>({
    busy: false,
    error: null,
  });
  const create = async (name: string, entityType: string): Promise<void> => {
    setState({ busy: true, error: null });
    const graph: WorkflowGraph = {
      schema: 1,
      trigger: { type: "record_updated@1", config: { entityType, watchedFields: [] } },
      steps: [],
      edges: [],
    };
    try {
      const created = await trpc.workflows.create.mutate({ name: name.trim(), graph });
      void client.invalidateQueries({ queryKey: WORKFLOWS_KEY });
      await navigate(`/workflows/${created.workflowId}?step=trigger`);
    } catch (error) {
      setState({ busy: false, error: toApiError(error).message });
    }
  };
  return { ...state, create };
}
