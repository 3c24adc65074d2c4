import type { EntityType } from "@catalyst/contracts";
import { formLayout } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { EditButton, Show, useRecordContext, useResourceContext, useTranslate } from "react-admin";
import { FieldDisplay } from "../field/registry.tsx";
import { useEntityType, useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { fieldValue } from "./field-value.ts";
import { RecordAside } from "./RecordAside.tsx";
import { RecordAvatar } from "./RecordAvatar.tsx";
import { RelatedLists } from "./RelatedLists.tsx";

/** The generated page of a record: its values, what points to it, and what happened to it. */
export function EntityShow() {
  const entityType = useEntityType(useResourceContext() ?? "");
  return entityType ? <ShowOf key={entityType.key} entityType={entityType} /> : null;
}

function ShowOf({ entityType }: { readonly entityType: EntityType }) {
  return (
    <Show title={<ShowTitle />} actions={false} component="div" aside={<RecordAside entityType={entityType} />} sx={{ "& .RaShow-main": { flexWrap: { xs: "wrap", lg: "nowrap" } }, "& .RaShow-card": { minWidth: 0 } }}>
      <Identity entityType={entityType} />
      <Values entityType={entityType} />
      <RelatedLists entityType={entityType} />
    </Show>
  );
}

function ShowTitle() {
  const record = useRecordContext<ScreenRecord>();
  return <span>{record?.displayName}</span>;
}

function Identity({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const record = useRecordContext<ScreenRecord>();
  const actions = useMetadata().data?.actions ?? [];
  if (!record) return null;
  return (
    <Stack direction="row" spacing={1.5} sx={{ alignItems: "center", px: { xs: 2, md: 2.5 }, py: 2 }}>
      <RecordAvatar name={record.displayName} size={40} />
      <Box>
        <Typography variant="h1">{record.displayName}</Typography>
        <Typography variant="caption" color="text.secondary">
          {entityType.label}
        </Typography>
      </Box>
      {record.deletedAt ? <Chip size="small" color="error" label={translate("record.in_bin")} /> : null}
      <Box sx={{ flex: 1 }} />
      {actions.includes("records.update") && record.deletedAt === null ? <EditButton variant="contained" /> : null}
    </Stack>
  );
}

function Values({ entityType }: { readonly entityType: EntityType }) {
  const record = useRecordContext<ScreenRecord>();
  if (!record) return null;
  const fields = entityType.fields.filter((field) => field.storage.kind !== "header" && field.key !== entityType.primaryField);
  return (
    <>
      {formLayout(fields).map((section) => (
        <Box component="section" key={section.title} sx={{ px: { xs: 2, md: 2.5 }, pb: 2.5 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {section.title}
          </Typography>
          <Box component="dl" sx={{ m: 0, display: "grid", columnGap: 3.5, rowGap: 1.75, gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "repeat(2, minmax(0, 1fr))", lg: "repeat(3, minmax(0, 1fr))" } }}>
            {section.fields.map((field) => (
              <Box key={field.key} sx={field.type === "longText" ? { gridColumn: "1 / -1" } : undefined}>
                <Typography component="dt" variant="caption" color="text.secondary">
                  {field.label}
                </Typography>
                <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: "anywhere" }}>
                  <FieldDisplay field={field} value={fieldValue(record, field)} record={record} />
                </Typography>
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </>
  );
}
