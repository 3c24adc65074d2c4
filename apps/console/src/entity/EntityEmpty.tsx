import type { EntityType } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import UploadFileIcon from "@mui/icons-material/UploadFile";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";

/** A list that has nothing yet: what it is for, and how to begin. */
export function EntityEmpty({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  return (
    <Box sx={{ display: "grid", justifyItems: "center", gap: 1.5, py: 10, px: 2, textAlign: "center" }}>
      <Typography variant="h2">{translate("record.empty", { label: entityType.labelPlural.toLowerCase() })}</Typography>
      <Typography variant="body2" color="text.secondary">
        {translate("record.empty_hint", { label: entityType.labelPlural.toLowerCase() })}
      </Typography>
      <Stack direction="row" spacing={1}>
        {actions.includes("records.create") ? (
          <Button variant="contained" startIcon={<AddIcon />} component={Link} to={`/${entityType.key}/create`}>
            {translate("record.create", { label: entityType.label.toLowerCase() })}
          </Button>
        ) : null}
        {actions.includes("records.import") ? (
          <Button variant="outlined" startIcon={<UploadFileIcon />} component={Link} to={`/imports/new?into=${entityType.key}`}>
            {translate("record.import")}
          </Button>
        ) : null}
      </Stack>
    </Box>
  );
}
