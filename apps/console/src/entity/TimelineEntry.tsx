import type { EntityType, FieldValue, HistoryEntry } from "@catalyst/contracts";
import AccountTreeOutlinedIcon from "@mui/icons-material/AccountTreeOutlined";
import AddIcon from "@mui/icons-material/Add";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import EditOutlinedIcon from "@mui/icons-material/EditOutlined";
import RestoreFromTrashIcon from "@mui/icons-material/RestoreFromTrash";
import UploadFileOutlinedIcon from "@mui/icons-material/UploadFileOutlined";
import type { SvgIconComponent } from "@mui/icons-material";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { useSession } from "../provider/session.ts";
import { TimeText } from "../time/TimeText.tsx";

const ACTION_ICONS: Readonly<Record<HistoryEntry["action"], SvgIconComponent>> = {
  created: AddIcon,
  updated: EditOutlinedIcon,
  deleted: DeleteOutlineIcon,
  restored: RestoreFromTrashIcon,
};
const REASON_ICONS: Readonly<Record<string, SvgIconComponent>> = {
  workflow_run: AccountTreeOutlinedIcon,
  import: UploadFileOutlinedIcon,
};

type TimelineEntryProps = {
  readonly entry: HistoryEntry;
  readonly entityType: EntityType;
  readonly record: ScreenRecord;
};

/** One change: who, what, when and why. */
export function TimelineEntry({ entry, entityType, record }: TimelineEntryProps) {
  const translate = useTranslate();
  const name = useName(entry.principalId);
  const changes = entry.action === "updated" ? entityType.fields.filter((field) => field.key in entry.after) : [];
  const Icon = REASON_ICONS[entry.reason.kind] ?? ACTION_ICONS[entry.action];
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        gap: 1.25,
        position: "relative",
        pb: 1.75,
        "&:not(:last-child)::before": {
          content: '""',
          position: "absolute",
          left: 11,
          top: 26,
          bottom: 2,
          borderLeft: 1,
          borderColor: "divider",
        },
      }}
    >
      <Box
        aria-hidden
        sx={({ palette }) => ({
          width: 24,
          height: 24,
          borderRadius: "50%",
          flex: "none",
          display: "grid",
          placeItems: "center",
          bgcolor: palette.option.slate.soft,
          color: palette.option.slate.text,
          "& svg": { fontSize: 14 },
        })}
      >
        <Icon />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ display: "flex", gap: 1, justifyContent: "space-between" }} component="div">
          <span>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {name}
            </Box>{" "}
            {translate(`record.action.${entry.action}`, { smart_count: changes.length })}
          </span>
          <Typography variant="caption" color="text.secondary" component="span" sx={{ flex: "none" }}>
            <TimeText at={entry.at} />
          </Typography>
        </Typography>
        {changes.map((field) => (
          <Typography
            key={field.key}
            variant="caption"
            color="text.secondary"
            component="div"
            sx={{ overflowWrap: "anywhere" }}
          >
            {field.label}{" "}
            <FieldDisplay compact field={field} value={toValue(entry.before[field.key])} record={record} />{" "}
            {translate("record.change_to")}{" "}
            <FieldDisplay compact field={field} value={toValue(entry.after[field.key])} record={record} />
          </Typography>
        ))}
        <Typography variant="caption" component="div" sx={{ color: "text3" }}>
          {translate(`record.reason.${entry.reason.kind}`)}
        </Typography>
      </Box>
    </Box>
  );
}

function useName(principalId: string | null): string {
  const translate = useTranslate();
  const principals = useMetadata().data?.principals ?? [];
  const me = useSession().data?.user.id;
  if (principalId === me) return translate("record.you");
  return principals.find((principal) => principal.id === principalId)?.name ?? translate("record.nobody");
}

/** The audit log keeps values as JSON, as fields have them. */
function toValue(value: unknown): FieldValue {
  return value === undefined ? null : (value as FieldValue);
}
