import type { FieldDefinition, TenantMetadata } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Button from "@mui/material/Button";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { useNavigate, useParams } from "react-router-dom";
import { useMetadata } from "../../provider/metadata.ts";
import { QueryState } from "../QueryState.tsx";
import { SettingsPage } from "../SettingsPage.tsx";
import { FieldSheet } from "./FieldSheet.tsx";
import { FieldTable } from "./FieldTable.tsx";
import { SlotSummary } from "./SlotSummary.tsx";

/** `/settings/fields/:entityType`: fields by entity type, with index state and quota. */
export function FieldsPage() {
  return <QueryState query={useMetadata()}>{(metadata) => <FieldsOf metadata={metadata} />}</QueryState>;
}

function FieldsOf({ metadata }: { readonly metadata: TenantMetadata }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { entityType: key } = useParams();
  const [open, setOpen] = useState<FieldDefinition | "new" | null>(null);
  const entityType = metadata.entityTypes.find((type) => type.key === key) ?? metadata.entityTypes[0];
  if (!entityType) return null;
  const newField = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen("new")}>
      {translate("admin.fields.new")}
    </Button>
  );
  return (
    <SettingsPage
      title={translate("admin.fields.title")}
      hint={translate("admin.fields.hint", { limit: metadata.fieldLimit })}
      actions={newField}
    >
      <Tabs
        value={entityType.key}
        onChange={(_event, next) => navigate(`/settings/fields/${next}`)}
        variant="scrollable"
        sx={{ px: 2, borderBottom: 1, borderColor: "divider" }}
      >
        {metadata.entityTypes.map((type) => (
          <Tab key={type.key} value={type.key} label={`${type.label} ${type.fields.length}`} />
        ))}
      </Tabs>
      <SlotSummary usage={metadata.slotUsage[entityType.key] ?? []} />
      <FieldTable fields={entityType.fields} onOpen={setOpen} />
      {open ? (
        <FieldSheet
          key={open === "new" ? "new" : open.key}
          entityType={entityType}
          field={open === "new" ? null : open}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </SettingsPage>
  );
}
