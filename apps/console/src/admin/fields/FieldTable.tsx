import type { FieldDefinition } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "@catalyst/custom-fields";
import CheckIcon from "@mui/icons-material/Check";
import Link from "@mui/material/Link";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { IndexState } from "./IndexState.tsx";

type FieldTableProps = {
  readonly fields: readonly FieldDefinition[];
  readonly onOpen: (field: FieldDefinition) => void;
};

/** Fields of an entity type: type, rules and where their index stands. */
export function FieldTable({ fields, onOpen }: FieldTableProps) {
  const translate = useTranslate();
  return (
    <TableContainer sx={{ flex: 1 }} tabIndex={0} role="region" aria-label={translate("admin.fields.title")}>
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            {["field", "type", "required", "unique", "indexed"].map((column) => (
              <TableCell key={column}>{translate(`admin.fields.column.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((field) => (
            <TableRow key={field.key} hover>
              <TableCell>
                <FieldName field={field} onOpen={onOpen} />
                <Typography
                  variant="caption"
                  color="text.secondary"
                  component="div"
                  sx={{ fontFamily: "ui-monospace, monospace" }}
                >
                  {field.key}
                </Typography>
              </TableCell>
              <TableCell>{FIELD_TYPE_MODULES[field.type].label}</TableCell>
              <TableCell>
                <Mark on={field.required} label={translate("admin.yes")} />
              </TableCell>
              <TableCell>
                <Mark on={field.unique} label={translate("admin.yes")} />
              </TableCell>
              <TableCell>
                <IndexState field={field} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function FieldName({
  field,
  onOpen,
}: {
  readonly field: FieldDefinition;
  readonly onOpen: (field: FieldDefinition) => void;
}) {
  const translate = useTranslate();
  if (field.system) {
    return (
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {field.label}{" "}
        <Typography component="span" variant="caption" color="text.secondary">
          {translate("admin.fields.standard")}
        </Typography>
      </Typography>
    );
  }
  return (
    <Link component="button" type="button" underline="hover" sx={{ fontWeight: 600 }} onClick={() => onOpen(field)}>
      {field.label}
    </Link>
  );
}

function Mark({ on, label }: { readonly on: boolean; readonly label: string }) {
  if (on) return <CheckIcon fontSize="small" color="success" titleAccess={label} />;
  return (
    <Typography component="span" color="text.disabled">
      {"–"}
    </Typography>
  );
}
