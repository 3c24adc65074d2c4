import type { EntityType } from "@catalyst/contracts";
import FileDownloadOutlinedIcon from "@mui/icons-material/FileDownloadOutlined";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { useTranslate } from "react-admin";
import { lazy, Suspense, useState } from "react";

const ExportDialog = lazy(async () => ({ default: (await import("./ExportDialog.tsx")).ExportDialog }));

/** Opens the export of what the list shows. */
export function ExportButton({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const [open, setOpen] = useState(false);
  return (
    <>
      {isPhone ? (
        <IconButton aria-label={translate("export.start")} onClick={() => setOpen(true)}>
          <FileDownloadOutlinedIcon sx={{ fontSize: 20 }} />
        </IconButton>
      ) : (
        <Button
          color="inherit"
          startIcon={<FileDownloadOutlinedIcon />}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
          sx={{ color: "text.secondary" }}
        >
          {translate("export.start")}
        </Button>
      )}
      {open ? (
        <Suspense>
          <ExportDialog entityType={entityType} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
