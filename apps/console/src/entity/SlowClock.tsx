import ScheduleIcon from "@mui/icons-material/Schedule";
import Tooltip from "@mui/material/Tooltip";
import { useTranslate } from "react-admin";

/** A clock: filters on this field read every record. */
export function SlowClock() {
  const translate = useTranslate();
  return (
    <Tooltip title={translate("filter.not_indexed")}>
      <ScheduleIcon sx={{ fontSize: 14 }} color="warning" titleAccess={translate("filter.not_indexed")} />
    </Tooltip>
  );
}
