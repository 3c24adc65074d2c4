import LockOutlinedIcon from "@mui/icons-material/LockOutlined";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { StatePage } from "./StatePage.tsx";

/** A page that the person's role does not include. */
export function ForbiddenPage() {
  const translate = useTranslate();
  return (
    <StatePage
      level="h1"
      icon={<LockOutlinedIcon />}
      title={translate("state.forbidden")}
      hint={translate("state.forbidden_hint")}
      actions={
        <Button variant="outlined" component={Link} to="/">
          {translate("state.to_start")}
        </Button>
      }
    />
  );
}
