import type { EntityType } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import UploadFileOutlinedIcon from "@mui/icons-material/UploadFileOutlined";
import Button from "@mui/material/Button";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { ColumnsButton, useListContext, useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import type { ListFilter } from "../provider/data-provider.ts";
import { useMetadata } from "../provider/metadata.ts";
import { ExportButton } from "./export/ExportButton.tsx";
import { tableKey } from "./view/table-key.ts";

/** Actions of a list; the one primary action stands last. */
export function ListActions({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const { filterValues, setFilters } = useListContext();
  const filter: ListFilter = filterValues;
  const toggleBin = () => setFilters(filter.deleted ? { ...filter, deleted: undefined } : { ...filter, deleted: true });
  return (
    <>
      {actions.includes("records.delete") ? (
        <Button
          color="inherit"
          startIcon={<DeleteOutlineIcon />}
          aria-pressed={filter.deleted === true}
          onClick={toggleBin}
          sx={{ color: "text.secondary" }}
        >
          {translate(filter.deleted ? "record.leave_bin" : "record.bin")}
        </Button>
      ) : null}
      {isPhone ? null : (
        <ColumnsButton storeKey={tableKey(entityType, filter.view)} color="inherit" sx={{ color: "text.secondary" }} />
      )}
      {actions.includes("records.export") && !filter.deleted ? <ExportButton entityType={entityType} /> : null}
      {actions.includes("records.import") && !isPhone ? (
        <Button
          variant="outlined"
          startIcon={<UploadFileOutlinedIcon />}
          component={Link}
          to={`/imports/new?into=${entityType.key}`}
        >
          {translate("record.import")}
        </Button>
      ) : null}
      {actions.includes("records.create") ? (
        <Button variant="contained" startIcon={<AddIcon />} component={Link} to={`/${entityType.key}/create`}>
          {translate("record.create", { label: entityType.label.toLowerCase() })}
        </Button>
      ) : null}
    </>
  );
}
