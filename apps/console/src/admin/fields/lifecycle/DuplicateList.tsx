import type { DuplicatePage, FieldDefinition } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { trpc } from "../../../provider/trpc-client.ts";
import { useFieldAction } from "../use-field-action.ts";
import { RecordLinks } from "./RecordLinks.tsx";

type DuplicateListProps = { readonly field: FieldDefinition; readonly first: DuplicatePage };

/** Why a field can't be unique yet: each value that several records have, with ways to them. */
export function DuplicateList({ field, first }: DuplicateListProps) {
  const translate = useTranslate();
  const { run, isBusy } = useFieldAction();
  const [page, setPage] = useState(first);
  const more = async () => {
    const { fieldId } = field;
    const { nextCursor } = page;
    if (!fieldId || nextCursor === null) return;
    const next = await run(() => trpc.fields.listDuplicates.query({ fieldId, cursor: nextCursor }));
    if (next) setPage({ groups: [...page.groups, ...next.groups], nextCursor: next.nextCursor });
  };
  return (
    <Alert severity="warning" sx={{ mt: 1, "& .MuiAlert-message": { minWidth: 0 } }}>
      <AlertTitle sx={{ fontSize: 13, fontWeight: 600 }}>{translate("admin.fields.duplicates")}</AlertTitle>
      {translate("admin.fields.duplicates_hint")}
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 0, listStyle: "none", display: "grid", gap: 1 }}>
        {page.groups.map((group) => (
          <li key={group.value}>
            <Box component="span" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
              {group.value}
            </Box>{" "}
            {translate("admin.fields.duplicate_count", { smart_count: group.count })}
            <RecordLinks records={group.records} />
          </li>
        ))}
      </Box>
      {page.nextCursor === null ? null : (
        <Button size="small" color="inherit" loading={isBusy} onClick={() => void more()}>
          {translate("admin.fields.show_more")}
        </Button>
      )}
    </Alert>
  );
}
