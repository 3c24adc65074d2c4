import type { ColumnTarget, ImportPreview } from "@catalyst/contracts";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { ColumnTargetInput } from "./ColumnTargetInput.tsx";

type MappingTableProps = {
  readonly preview: ImportPreview;
  readonly columns: readonly ColumnTarget[];
  readonly onChange: (columns: readonly ColumnTarget[]) => void;
};

const SAMPLES_SHOWN = 3;

/** One line for each column of the file: its name, samples, and the field that it becomes. */
export function MappingTable({ preview, columns, onChange }: MappingTableProps) {
  const translate = useTranslate();
  return (
    <TableContainer tabIndex={0} role="region" aria-label={translate("admin.imports.mapping")}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {["column", "samples", "becomes"].map((column) => (
              <TableCell key={column}>{translate(`admin.imports.column.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {preview.columns.map((column, index) => (
            <TableRow key={`${index} ${column.name}`}>
              <TableCell sx={{ fontWeight: 600 }}>{column.name}</TableCell>
              <TableCell>
                {column.samples.slice(0, SAMPLES_SHOWN).map((sample, at) => (
                  <Typography
                    key={`${at} ${sample}`}
                    variant="caption"
                    color="text.secondary"
                    component="div"
                    noWrap
                    sx={{ maxWidth: 280 }}
                  >
                    {sample}
                  </Typography>
                ))}
              </TableCell>
              <TableCell>
                <ColumnTargetInput
                  entityTypeKey={preview.summary.entityType}
                  column={column}
                  target={columns[index] ?? column.suggestion}
                  onChange={(target) => onChange(columns.map((current, at) => (at === index ? target : current)))}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
