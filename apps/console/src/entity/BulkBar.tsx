import type { EntityType } from "@catalyst/contracts";
import CloseIcon from "@mui/icons-material/Close";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { useListContext, useTranslate } from "react-admin";
import type { ListFilter } from "../provider/data-provider.ts";
import { useMetadata } from "../provider/metadata.ts";
import { BulkDeleteButton } from "./BulkDeleteButton.tsx";
import { BulkEditButton } from "./BulkEditButton.tsx";
import { RestoreButton } from "./RestoreButton.tsx";
import { StartWorkflowButton } from "./StartWorkflowButton.tsx";

/** What can be done with the selected records: docked above the foot, so that it never covers a row for good. */
export function BulkBar({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  const { selectedIds, onUnselectItems, filterValues } = useListContext();
  const { deleted }: ListFilter = filterValues;
  if (selectedIds.length === 0) return null;
  return (
    <Box
      role="toolbar"
      aria-label={translate("record.selected", { smart_count: selectedIds.length })}
      sx={({ palette }) => ({
        position: "absolute",
        bottom: 60,
        left: "50%",
        transform: "translateX(-50%)",
        zIndex: 5,
        display: "flex",
        alignItems: "center",
        gap: 0.5,
        px: 1.5,
        height: 44,
        bgcolor: palette.inverse,
        color: palette.onInverse,
        borderRadius: "10px",
        boxShadow: "0 16px 40px rgba(12,17,28,.18)",
        whiteSpace: "nowrap",
        "& .MuiButton-root, & .MuiIconButton-root": {
          color: "inherit",
          "&:hover": { bgcolor: "rgba(128,128,128,.24)" },
        },
      })}
    >
      <Box component="span" aria-live="polite" sx={{ fontWeight: 600, pr: 1 }}>
        {translate("record.selected", { smart_count: selectedIds.length })}
      </Box>
      {deleted && actions.includes("records.delete") ? (
        <RestoreButton entityType={entityType} ids={selectedIds.map(String)} onRestored={onUnselectItems} />
      ) : null}
      {!deleted && actions.includes("records.update") ? <BulkEditButton entityType={entityType} /> : null}
      {deleted ? null : (
        <StartWorkflowButton entityType={entityType} ids={selectedIds.map(String)} onStarted={onUnselectItems} />
      )}
      {!deleted && actions.includes("records.delete") ? <BulkDeleteButton entityType={entityType} /> : null}
      <IconButton size="small" aria-label={translate("record.unselect")} onClick={() => onUnselectItems()}>
        <CloseIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Box>
  );
}
