import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import { ShowBase, useResourceContext, useShowContext, useTranslate } from "react-admin";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import { consoleOf } from "../field/registry.ts";
import { PageHead } from "../page/PageHead.tsx";
import { useEntityType } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { ErrorState } from "../state/ErrorState.tsx";
import { LoadingState } from "../state/LoadingState.tsx";
import { fieldValue } from "./field-value.ts";
import { RecordActions } from "./RecordActions.tsx";
import { RecordAside } from "./RecordAside.tsx";
import { RecordAvatar } from "./RecordAvatar.tsx";
import { RecordSections } from "./RecordSections.tsx";
import { RelatedLists } from "./RelatedLists.tsx";

/** react-admin would go back to the list when the record can't be read; the page says what is the matter instead. */
const STAY = { onError: () => undefined };

/** The generated page of a record: its values, what points to it, and what happened to it. */
export function EntityShow() {
  const entityType = useEntityType(useResourceContext() ?? "");
  return entityType ? (
    <ShowBase key={entityType.key} queryOptions={STAY}>
      <RecordPage entityType={entityType} />
    </ShowBase>
  ) : null;
}

function RecordPage({ entityType }: { readonly entityType: EntityType }) {
  const { record, error, refetch } = useShowContext<ScreenRecord>();
  if (error && !record) return <ErrorState level="h1" error={error} onRetry={() => void refetch()} />;
  if (!record) return <LoadingState />;
  return (
    <Box sx={{ display: "flex", flexDirection: "column", flex: 1, minHeight: 0 }}>
      <Box sx={{ borderBottom: 1, borderColor: "divider" }}>
        <PageHead
          back={{ to: `/${entityType.key}`, label: entityType.labelPlural }}
          mark={<RecordAvatar name={record.displayName} size={44} />}
          title={record.displayName}
          hint={<IdentityLine entityType={entityType} record={record} />}
          actions={<RecordActions entityType={entityType} record={record} />}
        />
      </Box>
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: "flex",
          flexDirection: { xs: "column", lg: "row" },
          overflow: { lg: "hidden" },
        }}
      >
        <Box
          sx={{
            flex: 1,
            minWidth: 0,
            bgcolor: "sunken",
            p: { xs: 1.5, md: 2 },
            overflow: { lg: "auto" },
            display: "flex",
            flexDirection: "column",
            gap: 1.5,
          }}
        >
          <RecordSections entityType={entityType} record={record} />
          <RelatedLists entityType={entityType} />
        </Box>
        <RecordAside entityType={entityType} />
      </Box>
    </Box>
  );
}

const MARKS = 2;

/** What identifies a record beside its name: its choices and its owner. */
function IdentityLine({ entityType, record }: { readonly entityType: EntityType; readonly record: ScreenRecord }) {
  const translate = useTranslate();
  const choices = entityType.fields
    .filter((field) => consoleOf(field).prominence.includes("identity") && fieldValue(record, field) !== null)
    .slice(0, MARKS);
  const owner = entityType.fields.find((field) => field.key === "ownerId");
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 2, rowGap: 0.5 }}>
      <span>{entityType.label}</span>
      {choices.map((field) => (
        <FieldDisplay key={field.key} field={field} value={fieldValue(record, field)} record={record} />
      ))}
      {owner && record.ownerId ? <FieldDisplay field={owner} value={record.ownerId} record={record} /> : null}
      {record.deletedAt ? <Chip size="small" color="error" label={translate("record.in_bin")} /> : null}
    </Box>
  );
}
