import type { FieldDefinition, FieldStatus } from "@catalyst/contracts";
import CheckIcon from "@mui/icons-material/Check";
import DragIndicatorIcon from "@mui/icons-material/DragIndicator";
import WarningAmberIcon from "@mui/icons-material/WarningAmber";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import TableCell from "@mui/material/TableCell";
import TableRow from "@mui/material/TableRow";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { EmptyValue } from "../../field/EmptyValue.tsx";
import { type FieldGroup, isOwn, type Move } from "./field-order.ts";
import { isChanging } from "./field-listing.ts";
import { FieldRowMenu } from "./FieldRowMenu.tsx";
import { IndexState } from "./IndexState.tsx";
import { TypeName } from "./TypePicker.tsx";
import { UseCount } from "./UseCount.tsx";
import { WIDE_ONLY, WIDEST_ONLY } from "./wide-only.ts";

type FieldRowProps = {
  readonly field: FieldDefinition;
  readonly status: FieldStatus | null;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  /** Given where the row can be moved. */
  readonly group?: FieldGroup;
  readonly sections?: readonly string[];
  readonly onMove?: (move: Move) => void;
  readonly onDragStart: () => void;
  readonly onDragEnd: () => void;
  readonly onDrop: (() => void) | null;
};

/** One field. A row of the product's own fields says so and can't be opened. */
export function FieldRow({ field, status, isOpen, onOpen, group, sections, onMove, ...drag }: FieldRowProps) {
  const translate = useTranslate();
  const [isOver, setOver] = useState(false);
  const canMove = onMove !== undefined && isOwn(field);
  return (
    <TableRow
      hover
      ref={isOpen ? scrollIntoView : undefined}
      selected={isOpen}
      draggable={canMove}
      onDragStart={drag.onDragStart}
      onDragEnd={drag.onDragEnd}
      onDragOver={(event) => {
        if (!drag.onDrop) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        drag.onDrop?.();
      }}
      sx={{ boxShadow: ({ palette }) => (isOver ? `inset 0 2px 0 ${palette.primary.main}` : "none") }}
    >
      <TableCell sx={{ height: 46 }}>
        <FieldName field={field} canDrag={canMove} onOpen={onOpen} />
      </TableCell>
      <TableCell>
        <TypeName type={field.type} />
        {isChanging(status?.typeChange?.state) ? (
          <Typography variant="caption" component="div" color="warning.dark">
            {translate("admin.fields.type_changing")}
          </Typography>
        ) : null}
      </TableCell>
      <TableCell sx={WIDEST_ONLY}>
        <Mark isOn={field.required} isSometimes={field.requiredWhen !== null} />
      </TableCell>
      <TableCell sx={WIDEST_ONLY}>
        <Mark isOn={field.unique} />
      </TableCell>
      <TableCell sx={WIDE_ONLY}>
        <Box sx={{ display: "flex", alignItems: "center", gap: 0.5 }}>
          <IndexState field={field} status={status?.search ?? null} />
          <Misfits status={status} />
        </Box>
      </TableCell>
      <TableCell sx={WIDE_ONLY}>
        <UseCount field={field} />
      </TableCell>
      <TableCell>
        {canMove && group && sections ? (
          <FieldRowMenu field={field} group={group} sections={sections} onOpen={onOpen} onMove={onMove} />
        ) : null}
      </TableCell>
    </TableRow>
  );
}

/** A field that an address opens may stand far down. */
function scrollIntoView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: "nearest" });
}

type FieldNameProps = { readonly field: FieldDefinition; readonly canDrag: boolean; readonly onOpen: () => void };

function FieldName({ field, canDrag, onOpen }: FieldNameProps) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 0.5, ml: -1.5 }}>
      <DragIndicatorIcon
        aria-hidden
        sx={{ fontSize: 16, color: "text3", cursor: "grab", visibility: canDrag ? "visible" : "hidden" }}
      />
      <Box sx={{ minWidth: 0 }}>
        {isOwn(field) ? (
          <Link
            component="button"
            type="button"
            underline="hover"
            sx={{ fontWeight: 600, lineHeight: "17px", color: "text.primary", overflowWrap: "anywhere" }}
            onClick={onOpen}
          >
            {field.label}
          </Link>
        ) : (
          <Typography component="div" sx={{ fontWeight: 600, lineHeight: "17px", whiteSpace: { md: "nowrap" } }}>
            {field.label}{" "}
            <Typography component="span" variant="caption" sx={{ color: "text3" }}>
              {translate("admin.fields.standard")}
            </Typography>
          </Typography>
        )}
        <Typography
          component="div"
          sx={{ fontFamily: "ui-monospace, monospace", fontSize: 11.5, lineHeight: "14px", color: "text3" }}
        >
          {field.key}
        </Typography>
      </Box>
    </Box>
  );
}

function Mark({ isOn, isSometimes = false }: { readonly isOn: boolean; readonly isSometimes?: boolean }) {
  const translate = useTranslate();
  if (isOn) return <CheckIcon color="success" titleAccess={translate("admin.yes")} sx={{ fontSize: 18 }} />;
  if (isSometimes) return <span>{translate("admin.fields.sometimes")}</span>;
  return <EmptyValue />;
}

/** Values that do not fit the index: filters miss their records, so it is said. */
function Misfits({ status }: { readonly status: FieldStatus | null }) {
  const translate = useTranslate();
  const count = status?.slotErrors.count ?? 0;
  if (count === 0) return null;
  const text = translate("admin.fields.misfits", { smart_count: count });
  return (
    <Tooltip title={text}>
      <WarningAmberIcon titleAccess={text} color="warning" sx={{ fontSize: 16 }} />
    </Tooltip>
  );
}
