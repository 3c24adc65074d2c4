import type { WorkflowDetail, WorkflowGraph } from "@catalyst/contracts";
import { countChanges, diffGraphs } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useMemo, useState } from "react";
import { useTranslate } from "react-admin";
import { ChangeCounts } from "../compare/ChangeCounts.tsx";
import { ChangeList } from "../compare/ChangeList.tsx";
import { Link } from "react-router-dom";
import { useEditor } from "../panel/editor-context.ts";

type PublishDialogProps = {
  readonly detail: WorkflowDetail;
  readonly open: boolean;
  readonly next: number;
  readonly busy: boolean;
  readonly error: string | null;
  readonly onPublish: (note: string) => void;
  readonly onClose: () => void;
};

/** Asks for a note and says what publishing does. */
export function PublishDialog({ detail, open, next, busy, error, onPublish, onClose }: PublishDialogProps) {
  const translate = useTranslate();
  const [note, setNote] = useState("");
  return (
    <Dialog open={open} onClose={busy ? undefined : onClose} aria-labelledby="publish-title" fullWidth maxWidth="sm">
      <DialogTitle id="publish-title" variant="h2">
        {translate("workflow.publish.title", { number: next })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {translate("workflow.publish.consequence")}
        </Typography>
        {open && detail.live !== null ? <PublishedChanges detail={detail} live={detail.live.graph} /> : null}
        <TextField
          autoFocus
          fullWidth
          multiline
          minRows={2}
          label={translate("workflow.publish.note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
        {error === null ? null : (
          <Typography role="alert" variant="caption" color="error" component="p">
            {error}
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose} disabled={busy}>
          {translate("workflow.cancel")}
        </Button>
        <Button variant="contained" onClick={() => onPublish(note)} loading={busy} loadingPosition="start">
          {translate("workflow.publish.confirm", { number: next })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

type PublishedChangesProps = { readonly detail: WorkflowDetail; readonly live: WorkflowGraph };

/** What publishing changes for new runs. */
function PublishedChanges({ detail, live }: PublishedChangesProps) {
  const translate = useTranslate();
  const { graph, metadata } = useEditor();
  const diff = useMemo(() => diffGraphs(live, graph), [live, graph]);
  if (countChanges(diff) === 0) return null;
  return (
    <Box component="section" aria-labelledby="publish-changes" sx={{ mb: 2 }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1, mb: 0.5 }}>
        <Typography id="publish-changes" variant="h2" component="h3">
          {translate("workflow.compare.changes", { smart_count: countChanges(diff) })}
        </Typography>
        <ChangeCounts diff={diff} />
        <Button
          size="small"
          variant="text"
          component={Link}
          to={`/workflows/${detail.workflowId}/compare?from=${detail.live?.versionId ?? ""}&to=draft`}
          sx={{ ml: "auto" }}
        >
          {translate("workflow.compare.whole")}
        </Button>
      </Box>
      <Box
        role="group"
        aria-labelledby="publish-changes"
        tabIndex={0}
        sx={{ maxHeight: 280, overflowY: "auto", border: 1, borderColor: "divider", borderRadius: "10px", p: 0.5 }}
      >
        <ChangeList diff={diff} before={live} after={graph} metadata={metadata} />
      </Box>
    </Box>
  );
}
