import AddIcon from "@mui/icons-material/AddOutlined";
import CheckIcon from "@mui/icons-material/CheckOutlined";
import RemoveIcon from "@mui/icons-material/RemoveOutlined";
import RepeatIcon from "@mui/icons-material/RepeatOutlined";
import ReturnIcon from "@mui/icons-material/SubdirectoryArrowRightOutlined";
import type { SvgIconComponent } from "@mui/icons-material";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import type { EdgePlace } from "../document/graph-operation.ts";
import { isLoop } from "../document/loops.ts";
import type { OutlineRow } from "../document/outline-rows.ts";
import { useEditor } from "../panel/editor-context.ts";

type RowOf<Kind> = Extract<OutlineRow, { readonly kind: Kind }>;

const BRANCH_ICONS: Readonly<Record<string, SvgIconComponent>> = { true: CheckIcon, false: RemoveIcon };

/** The head of a branch; of a loop's, that it repeats. */
export function BranchRow({ row }: { readonly row: RowOf<"branch"> }) {
  const translate = useTranslate();
  const { graph } = useEditor();
  const origin = findStep(graph, row.origin);
  const repeats = origin !== undefined && isLoop(origin) && row.port === "item";
  const Icon = repeats ? RepeatIcon : (BRANCH_ICONS[row.port] ?? ReturnIcon);
  return (
    <Typography
      variant="caption"
      component="div"
      sx={{ display: "flex", alignItems: "center", gap: 0.75, fontWeight: 600, color: "text.secondary", py: 0.5 }}
    >
      <Icon aria-hidden sx={{ fontSize: 16 }} />
      {repeats ? translate("workflow.lane") : row.label}
    </Typography>
  );
}

/** The open end of a branch: here a step can be added. */
export function OpenRow({
  place,
  onInsert,
}: {
  readonly place: EdgePlace;
  readonly onInsert: (place: EdgePlace, anchor: HTMLElement) => void;
}) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  if (readOnly) {
    return (
      <Typography variant="caption" color="text.secondary">
        {translate(place.to === null ? "workflow.end" : "workflow.outline.no_step")}
      </Typography>
    );
  }
  return (
    <Button
      variant="text"
      size="small"
      startIcon={<AddIcon />}
      onClick={(event) => onInsert(place, event.currentTarget)}
      sx={{ minHeight: 36 }}
    >
      {translate("workflow.outline.add")}
    </Button>
  );
}

/** The flow goes on at a step that stands elsewhere in the list. */
export function GotoRow({
  row,
  onSelect,
}: {
  readonly row: RowOf<"goto">;
  readonly onSelect: (origin: string) => void;
}) {
  const translate = useTranslate();
  return (
    <Button variant="text" size="small" startIcon={<ReturnIcon />} onClick={() => onSelect(row.step.key)}>
      {translate("workflow.outline.goes_on", { name: row.step.name })}
    </Button>
  );
}
