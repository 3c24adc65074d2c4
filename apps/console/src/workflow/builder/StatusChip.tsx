import EditIcon from "@mui/icons-material/EditOutlined";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import { useLook } from "../look.ts";

type StatusChipProps = { readonly live: number | null; readonly enabled: boolean; readonly changed: boolean };

/** "v3 live" and "Draft changes": what runs, and whether what one sees is something else. */
export function StatusChip({ live, enabled, changed }: StatusChipProps) {
  const look = useLook();
  const translate = useTranslate();
  const part = {
    display: "inline-flex",
    alignItems: "center",
    gap: 0.75,
    px: 1,
    height: 24,
    whiteSpace: "nowrap",
  } as const;
  const isRunning = live !== null && enabled;
  return (
    <Box
      sx={{
        display: "inline-flex",
        border: `1px solid ${look.borderStrong}`,
        borderRadius: "7px",
        overflow: "hidden",
        fontSize: 12,
        fontWeight: 500,
        flex: "none",
      }}
    >
      <Box component="span" sx={part}>
        <Box
          component="span"
          aria-hidden
          sx={{ width: 8, height: 8, borderRadius: "50%", bgcolor: isRunning ? look.success.main : look.control }}
        />
        {translate(
          live === null ? "workflow.status.never_published" : enabled ? "workflow.status.live" : "workflow.status.off",
          { number: live ?? 0 },
        )}
      </Box>
      {changed && live !== null ? (
        <Box
          component="span"
          sx={{
            ...part,
            bgcolor: look.warning.soft,
            color: look.warning.text,
            borderLeft: `1px solid ${look.borderStrong}`,
          }}
        >
          <EditIcon aria-hidden sx={{ fontSize: 13 }} />
          {translate("workflow.status.draft_changes")}
        </Box>
      ) : null}
    </Box>
  );
}
