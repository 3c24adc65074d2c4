import type { EntityType } from "@catalyst/contracts";
import { inverseRelations } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import { useRecordContext } from "react-admin";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { RelatedList } from "./RelatedList.tsx";

/** Lists of the records that point to this one, from every relation of every entity type. */
export function RelatedLists({ entityType }: { readonly entityType: EntityType }) {
  const record = useRecordContext<ScreenRecord>();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  if (!record) return null;
  return (
    <Box
      sx={{
        display: "grid",
        gap: 1.5,
        gridTemplateColumns: "repeat(auto-fill, minmax(min(340px, 100%), 1fr))",
        alignItems: "start",
      }}
    >
      {inverseRelations(entityTypes, entityType.key).map((relation) => (
        <RelatedList
          key={`${relation.entityType.key}.${relation.field.key}.${record.id}`}
          relation={relation}
          record={record}
        />
      ))}
    </Box>
  );
}
