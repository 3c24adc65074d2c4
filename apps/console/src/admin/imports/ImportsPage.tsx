import type { ImportSummary } from "@catalyst/contracts";
import UploadFileIcon from "@mui/icons-material/UploadFile";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { useMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { EmptyNote } from "../EmptyNote.tsx";
import { QueryState } from "../QueryState.tsx";
import { SettingsPage } from "../SettingsPage.tsx";
import { useFormatTime } from "../use-format-time.ts";

/** `/imports`: files that were imported, or wait to be. */
export function ImportsPage() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ["imports"], queryFn: () => trpc.imports.list.query() });
  const start = (
    <Button variant="contained" startIcon={<UploadFileIcon />} component={RouterLink} to="/imports/new">
      {translate("admin.imports.new")}
    </Button>
  );
  return (
    <SettingsPage title={translate("admin.imports.title")} hint={translate("admin.imports.hint")} actions={start}>
      <QueryState query={query}>
        {({ imports }) =>
          imports.length === 0 ? (
            <EmptyNote title={translate("admin.imports.empty")} hint={translate("admin.imports.empty_hint")} />
          ) : (
            <ImportTable imports={imports} />
          )
        }
      </QueryState>
    </SettingsPage>
  );
}

function ImportTable({ imports }: { readonly imports: readonly ImportSummary[] }) {
  const translate = useTranslate();
  const formatTime = useFormatTime();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  return (
    <TableContainer tabIndex={0} role="region" aria-label={translate("admin.imports.title")}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {["file", "into", "status", "created", "failed", "at"].map((column) => (
              <TableCell key={column}>{translate(`admin.imports.column.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {imports.map((entry) => (
            <TableRow key={entry.importId} hover>
              <TableCell>
                <Link
                  component={RouterLink}
                  to={`/imports/${entry.importId}`}
                  underline="hover"
                  sx={{ fontWeight: 600 }}
                >
                  {entry.fileName}
                </Link>
              </TableCell>
              <TableCell>
                {entityTypes.find((type) => type.key === entry.entityType)?.labelPlural ?? entry.entityType}
              </TableCell>
              <TableCell>{translate(`admin.imports.status.${entry.status}`)}</TableCell>
              <TableCell align="right">{entry.createdRows}</TableCell>
              <TableCell align="right">{entry.failedRows}</TableCell>
              <TableCell>{formatTime(entry.createdAt)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
