import { EXPORT_KEEP_DAYS, type EntityType, type ExportId } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Typography from "@mui/material/Typography";
import { useListContext, useStore, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../../provider/api-error.ts";
import type { ListFilter } from "../../provider/data-provider.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { hiddenColumns, listColumns } from "../list-columns.ts";
import { chosenColumns } from "../view/list-state.ts";
import { tableKey } from "../view/table-key.ts";
import { ExportProgress } from "./ExportProgress.tsx";

type ExportDialogProps = { readonly entityType: EntityType; readonly onClose: () => void };

/** Makes a CSV file of the list: its filter, search, order and columns. It goes on when the dialog is closed. */
export function ExportDialog({ entityType, onClose }: ExportDialogProps) {
  const translate = useTranslate();
  const label = entityType.labelPlural.toLowerCase();
  const [exportId, setExportId] = useState<ExportId | null>(null);
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose} aria-labelledby="export-title">
      <DialogTitle id="export-title">{translate("export.title", { label })}</DialogTitle>
      {exportId === null ? (
        <ChooseColumns entityType={entityType} onClose={onClose} onStarted={setExportId} />
      ) : (
        <ExportProgress exportId={exportId} keepDays={EXPORT_KEEP_DAYS} onClose={onClose} />
      )}
    </Dialog>
  );
}

type ChooseColumnsProps = ExportDialogProps & { readonly onStarted: (exportId: ExportId) => void };

function ChooseColumns({ entityType, onClose, onStarted }: ChooseColumnsProps) {
  const translate = useTranslate();
  const [which, setWhich] = useState<"shown" | "all">("shown");
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const columns = useColumns(entityType);
  const selection = useSelection();
  const start = async () => {
    setStarting(true);
    setProblem(null);
    try {
      const made = await trpc.exports.create.mutate({
        entityType: entityType.key,
        ...selection,
        columns: [...columns[which]],
      });
      onStarted(made.exportId);
    } catch (failure) {
      setProblem(toApiError(failure).message);
      setStarting(false);
    }
  };
  return (
    <>
      <DialogContent>
        <Typography color="text.secondary" sx={{ mb: 1.5 }}>
          {translate("export.hint", { label: entityType.labelPlural.toLowerCase() })}
        </Typography>
        {problem ? (
          <Alert severity="error" sx={{ mb: 1.5 }}>
            {problem}
          </Alert>
        ) : null}
        <RadioGroup value={which} onChange={(_event, value) => setWhich(value === "all" ? "all" : "shown")}>
          {(["shown", "all"] as const).map((choice) => (
            <FormControlLabel
              key={choice}
              value={choice}
              control={<Radio size="small" />}
              label={translate(`export.columns_${choice}`, { count: columns[choice].length })}
            />
          ))}
        </RadioGroup>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {translate("export.close")}
        </Button>
        <Button variant="contained" disabled={isStarting} onClick={() => void start()}>
          {translate("export.create")}
        </Button>
      </DialogActions>
    </>
  );
}

/** Keys of the columns that the table shows, and of all that it could. */
function useColumns(entityType: EntityType) {
  const { filterValues } = useListContext();
  const filter: ListFilter = filterValues;
  const key = tableKey(entityType, filter.view);
  const [hidden] = useStore<string[] | undefined>(key);
  const [ranks] = useStore<number[] | undefined>(`${key}_columnRanks`);
  const choice = { hidden: hidden ?? hiddenColumns(entityType), ranks };
  return { shown: chosenColumns(entityType, choice) ?? [], all: listColumns(entityType).map((field) => field.key) };
}

function useSelection() {
  const { filterValues, sort } = useListContext();
  const { where, search }: ListFilter = filterValues;
  return {
    ...(where ? { filter: where } : {}),
    ...(search ? { search } : {}),
    sort: { field: sort.field.replace(/^fields\./, ""), direction: sort.order === "ASC" ? "asc" : "desc" } as const,
  };
}
