import BoltOutlinedIcon from "@mui/icons-material/BoltOutlined";
import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import { useTranslate } from "react-admin";

/** A bolt: filters and sorts on this field stay fast at any size. */
export function IndexBadge() {
  const translate = useTranslate();
  return (
    <Tooltip title={translate("record.indexed_hint")}>
      <Box
        component="span"
        sx={({ palette }) => ({
          width: 16,
          height: 16,
          borderRadius: "4px",
          display: "inline-grid",
          placeItems: "center",
          bgcolor: palette.accentSoft,
          color: palette.secondary.main,
        })}
      >
        <BoltOutlinedIcon sx={{ fontSize: 12 }} titleAccess={translate("record.indexed")} />
      </Box>
    </Tooltip>
  );
}
