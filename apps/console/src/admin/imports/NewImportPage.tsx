import UploadFileIcon from "@mui/icons-material/UploadFile";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { type ApiError, toApiError } from "../../provider/api-error.ts";
import { useMetadata } from "../../provider/metadata.ts";
import { SettingsPage } from "../SettingsPage.tsx";
import { uploadFile } from "./upload-file.ts";

const DEFAULT_ENTITY_TYPE = "companies";

/** `/imports/new`: choose what to import into, and a file. */
export function NewImportPage() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  const [entityType, setEntityType] = useState(search.get("into") ?? DEFAULT_ENTITY_TYPE);
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    setProgress(0);
    try {
      await navigate(`/imports/${await uploadFile(entityType, file, setProgress)}`);
    } catch (failure) {
      setError(toApiError(failure));
      setProgress(null);
    }
  };
  return (
    <SettingsPage title={translate("admin.imports.new")} hint={translate("admin.imports.new_hint")}>
      <Stack spacing={2} sx={{ p: { xs: 2, md: 2.5 }, maxWidth: 480 }}>
        {error ? <Alert severity="error">{error.message}</Alert> : null}
        <TextField
          select
          label={translate("admin.imports.into")}
          value={entityTypes.length > 0 ? entityType : ""}
          onChange={(event) => setEntityType(event.target.value)}
        >
          {entityTypes.map((type) => (
            <MenuItem key={type.key} value={type.key}>
              {type.labelPlural}
            </MenuItem>
          ))}
        </TextField>
        <Button
          component="label"
          role={undefined}
          tabIndex={-1}
          variant="contained"
          startIcon={<UploadFileIcon />}
          disabled={progress !== null}
          sx={{ alignSelf: "start", "&:focus-within": { outline: 2, outlineColor: "focus", outlineOffset: 2 } }}
        >
          {translate("admin.imports.choose_file")}
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            aria-label={translate("admin.imports.file")}
            style={{ position: "absolute", inset: 0, opacity: 0, cursor: "pointer" }}
            onChange={(event) => void upload(event.target.files?.[0])}
          />
        </Button>
        {progress === null ? (
          <Typography variant="caption" color="text.secondary">
            {translate("admin.imports.limits")}
          </Typography>
        ) : (
          <LinearProgress
            variant="determinate"
            value={progress * 100}
            aria-label={translate("admin.imports.uploading")}
          />
        )}
      </Stack>
    </SettingsPage>
  );
}
