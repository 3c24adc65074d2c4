import type { ColumnTarget, ImportId, ImportPreview, WorkflowId } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { trpc } from "../../provider/trpc-client.ts";
import { QueryState } from "../QueryState.tsx";
import { CheckResult } from "./CheckResult.tsx";
import { MappingTable } from "./MappingTable.tsx";
import { useImportStart } from "./use-import-start.ts";
import { WorkflowChoice } from "./WorkflowChoice.tsx";

type MappingFormProps = { readonly importId: ImportId; readonly onStarted: () => void };

/** Which column becomes which field, a check without writing, and the start. */
export function MappingForm({ importId, onStarted }: MappingFormProps) {
  const query = useQuery({
    queryKey: ["import-preview", importId],
    queryFn: () => trpc.imports.preview.query({ importId }),
    staleTime: Infinity,
  });
  return <QueryState query={query}>{(preview) => <Mapping preview={preview} onStarted={onStarted} />}</QueryState>;
}

function Mapping({ preview, onStarted }: { readonly preview: ImportPreview; readonly onStarted: () => void }) {
  const translate = useTranslate();
  const [columns, setColumns] = useState<readonly ColumnTarget[]>(preview.columns.map((column) => column.suggestion));
  const [runWorkflows, setRunWorkflows] = useState<readonly WorkflowId[]>([]);
  const { check, start, busy, outcome, error } = useImportStart(onStarted);
  const input = { importId: preview.summary.importId, columns: [...columns], runWorkflows: [...runWorkflows] };
  return (
    <Stack spacing={2} sx={{ pb: 3 }}>
      {preview.problems.map((problem) => (
        <Alert key={problem.line} severity="warning" sx={{ mx: 2.5 }}>
          {translate("admin.imports.line_problem", { line: problem.line, message: problem.message })}
        </Alert>
      ))}
      <MappingTable preview={preview} columns={columns} onChange={setColumns} />
      <Stack spacing={1.5} sx={{ px: { xs: 2, md: 2.5 } }}>
        <WorkflowChoice importId={preview.summary.importId} chosen={runWorkflows} onChange={setRunWorkflows} />
        {error ? (
          <Alert severity="error">
            {[error.message, ...error.problems.map((problem) => problem.message)].join(" ")}
          </Alert>
        ) : null}
        {outcome ? <CheckResult outcome={outcome} /> : null}
        <Stack direction="row" spacing={1}>
          <Button variant="outlined" disabled={busy} onClick={() => void check(input)}>
            {translate("admin.imports.check")}
          </Button>
          <Button variant="contained" loading={busy} onClick={() => void start(input)}>
            {translate("admin.imports.start", { smart_count: preview.summary.totalRows })}
          </Button>
        </Stack>
      </Stack>
    </Stack>
  );
}
