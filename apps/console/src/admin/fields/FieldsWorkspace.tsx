import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { ArchivedFields } from "./ArchivedFields.tsx";
import { DiscardDialog } from "./DiscardDialog.tsx";
import type { FieldListing } from "./field-listing.ts";
import { isOwn } from "./field-order.ts";
import { FieldPanel } from "./FieldPanel.tsx";
import { FieldTable } from "./FieldTable.tsx";
import { FieldToolbar } from "./FieldToolbar.tsx";
import { NoFieldFound } from "./NoFieldFound.tsx";
import { PanelFrame } from "./PanelFrame.tsx";
import { QuotaSummary } from "./QuotaSummary.tsx";
import { useOpenField } from "./use-open-field.ts";

type FieldsWorkspaceProps = {
  readonly entityType: EntityType;
  readonly listing: FieldListing;
  /** The field that a link from elsewhere leads to. */
  readonly linked: FieldDefinition | undefined;
  readonly limit: number;
};

/** The list of an entity type's fields, and beside it the one that is open. */
export function FieldsWorkspace({ entityType, listing, linked, limit }: FieldsWorkspaceProps) {
  const translate = useTranslate();
  const { openKey, isNew, find, isArchived, isOwnOnly, open, close } = useOpenField();
  const [isDirty, setDirty] = useState(false);
  const [next, setNext] = useState<(() => void) | null>(null);
  const fields = listing.fields.filter((field) => field.storage.kind !== "header");
  const active = fields.filter((field) => field.archivedAt === null);
  const archived = fields.filter((field) => field.archivedAt !== null);
  const shown = (isArchived ? archived : active).filter(
    (field) => matches(field, find) && !(isOwnOnly && !isOwn(field)),
  );
  const own = active.filter(isOwn).length;
  const opened = isNew ? null : active.find((field) => field.key === (openKey ?? linked?.key) && isOwn(field));
  // What was typed in the panel is never lost by a click elsewhere.
  const guarded = (work: () => void) => (isDirty ? setNext(() => work) : work());
  return (
    <Box sx={{ display: "flex", flex: 1, minHeight: 0 }}>
      <Box
        sx={{
          flex: 1,
          minWidth: 0,
          overflow: { md: "auto" },
          display: "flex",
          flexDirection: "column",
          containerType: "inline-size",
        }}
      >
        <QuotaSummary
          usage={listing.slotUsage}
          counts={{ own, standard: active.length - own, limit, left: Math.max(0, limit - own) }}
        />
        <FieldToolbar archivedCount={archived.length} />
        {shown.length === 0 && !(isArchived && archived.length === 0) ? (
          <NoFieldFound />
        ) : isArchived ? (
          <ArchivedFields listing={listing} shown={shown} />
        ) : (
          <FieldTable
            listing={listing}
            shown={shown}
            openKey={opened?.key ?? null}
            canMove={find === "" && !isOwnOnly}
            onOpen={(field) => guarded(() => open({ field: field.key }))}
          />
        )}
      </Box>
      {isNew || opened ? (
        <PanelFrame label={opened ? opened.label : translate("admin.fields.new")} onClose={() => guarded(close)}>
          <FieldPanel
            key={opened?.fieldId ?? "new"}
            entityType={entityType}
            listing={listing}
            field={opened ?? null}
            onClose={close}
            onDirty={setDirty}
          />
        </PanelFrame>
      ) : null}
      {next ? (
        <DiscardDialog
          onKeep={() => setNext(null)}
          onDiscard={() => {
            setNext(null);
            setDirty(false);
            next();
          }}
        />
      ) : null}
    </Box>
  );
}

function matches(field: FieldDefinition, find: string): boolean {
  const text = find.trim().toLowerCase();
  return text === "" || `${field.label} ${field.key} ${field.type} ${field.section}`.toLowerCase().includes(text);
}
