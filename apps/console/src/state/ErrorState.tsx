import ErrorOutlineIcon from "@mui/icons-material/ErrorOutline";
import LockOutlinedIcon from "@mui/icons-material/LockOutlined";
import ReplayIcon from "@mui/icons-material/Replay";
import SearchOffIcon from "@mui/icons-material/SearchOff";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { toApiError } from "../provider/api-error.ts";
import { StatePage } from "./StatePage.tsx";

type ErrorStateProps = { readonly error: unknown; readonly onRetry?: () => void; readonly level?: "h1" | "h2" };

/** What failed, what is safe, and the way on; the request id is what support asks for. */
export function ErrorState({ error, onRetry, level }: ErrorStateProps) {
  const translate = useTranslate();
  const { code, message, requestId } = toApiError(error);
  const home = (
    <Button variant="outlined" component={Link} to="/">
      {translate("state.to_start")}
    </Button>
  );
  if (code === "forbidden")
    return (
      <StatePage
        icon={<LockOutlinedIcon />}
        title={translate("state.forbidden")}
        hint={message || translate("state.forbidden_hint")}
        actions={home}
        level={level}
      />
    );
  if (code === "not_found")
    return (
      <StatePage
        icon={<SearchOffIcon />}
        title={translate("state.not_found")}
        hint={translate("state.not_found_hint")}
        actions={home}
        level={level}
      />
    );
  return (
    <StatePage
      tone="danger"
      level={level}
      icon={<ErrorOutlineIcon />}
      title={translate(code === "offline" ? "state.unreachable" : "state.error")}
      hint={code === "internal" ? translate("state.error_hint") : message}
      requestId={requestId ? translate("state.request", { id: requestId }) : null}
      actions={
        onRetry ? (
          <Button variant="outlined" startIcon={<ReplayIcon />} onClick={onRetry}>
            {translate("state.retry")}
          </Button>
        ) : (
          home
        )
      }
    />
  );
}
