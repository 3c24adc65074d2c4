import type { EntityType, FieldDefinition, TenantMetadata } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { useTranslate } from "react-admin";
import { useNavigate, useParams, useSearchParams } from "react-router-dom";
import { PageHead } from "../../page/PageHead.tsx";
import { useMetadata } from "../../provider/metadata.ts";
import { QueryState } from "../QueryState.tsx";
import { useFieldListing } from "./field-listing.ts";
import { FieldsWorkspace } from "./FieldsWorkspace.tsx";
import { isOwn } from "./field-order.ts";
import { useOpenField } from "./use-open-field.ts";

/** `/settings/fields/:entityType?field=<key>|new&show=archived&find=<text>`: fields by entity type, with index state and quota. */
export function FieldsPage() {
  return <QueryState query={useMetadata()}>{(metadata) => <FieldsOf metadata={metadata} />}</QueryState>;
}

function FieldsOf({ metadata }: { readonly metadata: TenantMetadata }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { entityType: key } = useParams();
  const [search] = useSearchParams();
  // Links from "used by" name a field by its id, wherever it is.
  const linked = fieldOfId(metadata, search.get("fieldId"));
  const wanted = key ?? linked?.entityType;
  const entityType = metadata.entityTypes.find((type) => type.key === wanted) ?? metadata.entityTypes[0];
  if (!entityType) return null;
  const isFull =
    entityType.fields.filter((field) => isOwn(field) && field.archivedAt === null).length >= metadata.fieldLimit;
  return (
    <Box
      component="section"
      sx={{ display: "flex", flexDirection: "column", flex: 1, minHeight: 0, height: { md: "100%" } }}
    >
      <PageHead
        title={translate("admin.fields.title")}
        hint={translate(isFull ? "admin.fields.no_field_left" : "admin.fields.hint", { limit: metadata.fieldLimit })}
        actions={<NewFieldButton disabled={isFull} />}
      />
      <Tabs
        value={entityType.key}
        onChange={(_event, next: string) => navigate(`/settings/fields/${next}`)}
        variant="scrollable"
        sx={{ px: 2, borderBottom: 1, borderColor: "divider", flex: "none" }}
      >
        {metadata.entityTypes.map((type) => (
          <Tab key={type.key} value={type.key} label={`${type.label} ${countOf(type)}`} />
        ))}
      </Tabs>
      <Listing key={entityType.key} entityType={entityType} linked={linked} limit={metadata.fieldLimit} />
    </Box>
  );
}

type ListingProps = {
  readonly entityType: EntityType;
  readonly linked: FieldDefinition | undefined;
  readonly limit: number;
};

function Listing({ entityType, linked, limit }: ListingProps) {
  return (
    <QueryState query={useFieldListing(entityType.key)}>
      {(listing) => <FieldsWorkspace entityType={entityType} listing={listing} linked={linked} limit={limit} />}
    </QueryState>
  );
}

function NewFieldButton({ disabled }: { readonly disabled: boolean }) {
  const translate = useTranslate();
  const { open } = useOpenField();
  return (
    <Button variant="contained" disabled={disabled} startIcon={<AddIcon />} onClick={() => open("new")}>
      {translate("admin.fields.new")}
    </Button>
  );
}

function countOf(entityType: EntityType): number {
  return entityType.fields.filter((field) => field.storage.kind !== "header").length;
}

function fieldOfId(metadata: TenantMetadata, fieldId: string | null): FieldDefinition | undefined {
  if (fieldId === null) return undefined;
  return metadata.entityTypes.flatMap((type) => type.fields).find((field) => field.fieldId === fieldId);
}
