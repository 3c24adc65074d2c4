import type { EntityType } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import UploadFileOutlinedIcon from "@mui/icons-material/UploadFileOutlined";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { entityIcon } from "../layout/entity-icon.tsx";
import { useMetadata } from "../provider/metadata.ts";
import { StatePage } from "../state/StatePage.tsx";

/** A list that has nothing yet: what it is for, and how to begin. */
export function EntityEmpty({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  const label = entityType.labelPlural.toLowerCase();
  return (
    <StatePage
      icon={entityIcon(entityType.icon)}
      title={translate("record.empty", { label })}
      hint={translate("record.empty_hint", { label })}
      actions={
        <>
          {actions.includes("records.create") ? (
            <Button variant="contained" startIcon={<AddIcon />} component={Link} to={`/${entityType.key}/create`}>
              {translate("record.create", { label: entityType.label.toLowerCase() })}
            </Button>
          ) : null}
          {actions.includes("records.import") ? (
            <Button
              variant="outlined"
              startIcon={<UploadFileOutlinedIcon />}
              component={Link}
              to={`/imports/new?into=${entityType.key}`}
            >
              {translate("record.import")}
            </Button>
          ) : null}
        </>
      }
    />
  );
}
