import type { FieldDefinition } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { useTranslate } from "react-admin";
import { useState } from "react";
import type { FieldListing } from "./field-listing.ts";
import { type FieldGroup, groupFields } from "./field-order.ts";
import { FieldRow } from "./FieldRow.tsx";
import { SectionRow } from "./SectionRow.tsx";
import { useMoveField } from "./use-move-field.ts";
import { WIDE_ONLY, WIDEST_ONLY } from "./wide-only.ts";

type FieldTableProps = {
  readonly listing: FieldListing;
  /** What the search leaves; all of `listing` takes part in moves. */
  readonly shown: readonly FieldDefinition[];
  readonly openKey: string | null;
  readonly canMove: boolean;
  readonly onOpen: (field: FieldDefinition) => void;
};

/** Fields of an entity type by section: type, rules, index and who uses them. Drag a row, or use its menu, to move it. */
export function FieldTable({ listing, shown, openKey, canMove, onOpen }: FieldTableProps) {
  const translate = useTranslate();
  const active = listing.fields.filter((field) => field.archivedAt === null && field.storage.kind !== "header");
  const all = groupFields(active);
  const mover = useMoveField(active);
  const [dragged, setDragged] = useState<FieldDefinition | null>(null);
  const isShown = new Set(shown.map((field) => field.key));
  const drop = (section: string, before: string | null) => {
    if (dragged) mover.move({ key: dragged.key, section, before });
    setDragged(null);
  };
  const rowsOf = (group: FieldGroup) => group.fields.filter((field) => isShown.has(field.key));
  return (
    <TableContainer
      tabIndex={0}
      role="region"
      aria-label={translate("admin.fields.title")}
      sx={{ overflow: "visible" }}
    >
      <Table stickyHeader size="small" sx={{ "& td": { py: 0.5 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{translate("admin.fields.column.field")}</TableCell>
            <TableCell>{translate("admin.fields.column.type")}</TableCell>
            {["required", "unique", "indexed", "used"].map((column, index) => (
              <TableCell key={column} sx={index < 2 ? WIDEST_ONLY : WIDE_ONLY}>
                {translate(`admin.fields.column.${column}`)}
              </TableCell>
            ))}
            <TableCell sx={{ width: 40 }}>
              <Box component="span" sx={VISUALLY_HIDDEN}>
                {translate("admin.actions")}
              </Box>
            </TableCell>
          </TableRow>
        </TableHead>
        {all.map((group) =>
          rowsOf(group).length === 0 ? null : (
            <TableBody key={group.title}>
              <SectionRow
                group={group}
                onRename={mover.rename}
                onDrop={dragged ? () => drop(group.title, null) : null}
              />
              {rowsOf(group).map((field) => (
                <FieldRow
                  key={field.key}
                  field={field}
                  status={field.fieldId ? (listing.status[field.fieldId] ?? null) : null}
                  isOpen={field.key === openKey}
                  onOpen={() => onOpen(field)}
                  {...(canMove ? { group, sections: all.map(({ title }) => title), onMove: mover.move } : {})}
                  onDragStart={() => setDragged(field)}
                  onDragEnd={() => setDragged(null)}
                  onDrop={dragged && dragged.key !== field.key ? () => drop(group.title, field.key) : null}
                />
              ))}
            </TableBody>
          ),
        )}
      </Table>
    </TableContainer>
  );
}

const VISUALLY_HIDDEN = {
  position: "absolute",
  width: "1px",
  height: "1px",
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
} as const;
