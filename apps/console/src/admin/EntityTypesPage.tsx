import type { EntityType } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata, useRefreshMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";
import { EntityTypeDialog } from "./EntityTypeDialog.tsx";
import { QueryState } from "./QueryState.tsx";
import { SettingsPage } from "./SettingsPage.tsx";

/** `/settings/entity-types`: standard ones, and those that the tenant defined. */
export function EntityTypesPage() {
  const translate = useTranslate();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setCreating(true)}>
      {translate("admin.entity_types.new")}
    </Button>
  );
  return (
    <SettingsPage
      title={translate("admin.entity_types.title")}
      hint={translate("admin.entity_types.hint")}
      actions={create}
    >
      <QueryState query={useMetadata()}>
        {(metadata) => <EntityTypeTable entityTypes={metadata.entityTypes} />}
      </QueryState>
      {creating ? <EntityTypeDialog onClose={() => setCreating(false)} /> : null}
    </SettingsPage>
  );
}

function EntityTypeTable({ entityTypes }: { readonly entityTypes: readonly EntityType[] }) {
  const translate = useTranslate();
  return (
    <TableContainer tabIndex={0} role="region" aria-label={translate("admin.entity_types.title")}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {["name", "key", "kind", "fields"].map((column) => (
              <TableCell key={column}>{translate(`admin.entity_types.column.${column}`)}</TableCell>
            ))}
            <TableCell>{translate("admin.actions")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {entityTypes.map((type) => (
            <TableRow key={type.key} hover>
              <TableCell>
                <Link component={RouterLink} to={`/${type.key}`} underline="hover" sx={{ fontWeight: 600 }}>
                  {type.labelPlural}
                </Link>
              </TableCell>
              <TableCell sx={{ fontFamily: "ui-monospace, monospace" }}>{type.key}</TableCell>
              <TableCell>{translate(`admin.entity_types.kind.${type.kind}`)}</TableCell>
              <TableCell>
                <Link component={RouterLink} to={`/settings/fields/${type.key}`}>
                  {type.fields.length}
                </Link>
              </TableCell>
              <TableCell>{type.kind === "custom" ? <ArchiveButton entityType={type} /> : null}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function ArchiveButton({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefreshMetadata();
  const archive = async () => {
    try {
      await trpc.entityTypes.archive.mutate({ key: entityType.key });
      await refresh();
      notify("admin.entity_types.archived", { type: "success", messageArgs: { label: entityType.labelPlural } });
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
  };
  return (
    <Button
      size="small"
      color="error"
      aria-label={translate("admin.entity_types.archive_one", { label: entityType.labelPlural })}
      onClick={() => void archive()}
    >
      {translate("admin.entity_types.archive")}
    </Button>
  );
}
