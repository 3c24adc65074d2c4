import SearchOffIcon from "@mui/icons-material/SearchOff";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { StatePage } from "./StatePage.tsx";

/** An address that leads nowhere. */
export function NotFoundPage() {
  const translate = useTranslate();
  return (
    <StatePage
      level="h1"
      icon={<SearchOffIcon />}
      title={translate("state.not_found")}
      hint={translate("state.not_found_hint")}
      actions={
        <Button variant="outlined" component={Link} to="/">
          {translate("state.to_start")}
        </Button>
      }
    />
  );
}
