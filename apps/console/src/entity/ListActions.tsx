import type { EntityType } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import UploadFileIcon from "@mui/icons-material/UploadFile";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { ColumnsButton, TopToolbar, useListContext, useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import type { ListFilter } from "../provider/data-provider.ts";
import { useMetadata } from "../provider/metadata.ts";

/** Actions of a list; the one primary action stands last. */
export function ListActions({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const { filterValues, setFilters } = useListContext();
  const filter: ListFilter = filterValues;
  const toggleBin = () => setFilters(filter.deleted ? { ...filter, deleted: undefined } : { ...filter, deleted: true });
  return (
    <TopToolbar sx={{ width: "100%" }}>
      <Typography variant="h1" sx={{ flex: 1, whiteSpace: "nowrap" }}>
        {entityType.labelPlural}
        {filter.deleted ? (
          <Box component="span" sx={{ color: "text.secondary", fontWeight: 400 }}>
            {" "}
            {translate("record.in_bin_title")}
          </Box>
        ) : null}
      </Typography>
      {isPhone ? null : <ColumnsButton />}
      {actions.includes("records.delete") ? (
        <Button size="small" startIcon={<DeleteOutlineIcon />} aria-pressed={filter.deleted === true} onClick={toggleBin}>
          {translate(filter.deleted ? "record.leave_bin" : "record.bin")}
        </Button>
      ) : null}
      {actions.includes("records.import") && !isPhone ? (
        <Button size="small" startIcon={<UploadFileIcon />} component={Link} to={`/imports/new?into=${entityType.key}`}>
          {translate("record.import")}
        </Button>
      ) : null}
      {actions.includes("records.create") ? (
        <Button size="small" variant="contained" startIcon={<AddIcon />} component={Link} to={`/${entityType.key}/create`}>
          {translate("record.create", { label: entityType.label.toLowerCase() })}
        </Button>
      ) : null}
    </TopToolbar>
  );
}
