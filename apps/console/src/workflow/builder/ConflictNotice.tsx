import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";

type ConflictNoticeProps = { readonly onReload: () => void; readonly onOverwrite: (() => void) | null };

/** Somebody else has saved this draft: nothing is lost until one chooses. */
export function ConflictNotice({ onReload, onOverwrite }: ConflictNoticeProps) {
  const translate = useTranslate();
  return (
    <Alert
      severity="warning"
      sx={{ borderRadius: 0, alignItems: "center" }}
      action={
        <>
          <Button size="small" variant="outlined" onClick={onReload}>
            {translate("workflow.conflict.reload")}
          </Button>
          {onOverwrite === null ? null : (
            <Button size="small" variant="text" onClick={onOverwrite}>
              {translate("workflow.conflict.overwrite")}
            </Button>
          )}
        </>
      }
    >
      {translate("workflow.conflict.text")}
    </Alert>
  );
}
