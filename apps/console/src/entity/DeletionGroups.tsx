import type { DeletionGroup, DeletionRelation } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useMetadata } from "../provider/metadata.ts";

type Group = DeletionGroup | DeletionRelation;
type DeletionGroupsProps = { readonly title: string; readonly groups: readonly Group[] };

/** Records that a deletion touches: how many of each kind, and a few by name. */
export function DeletionGroups({ title, groups }: DeletionGroupsProps) {
  const describe = useDescribeGroup();
  if (groups.length === 0) return null;
  return (
    <Box component="section" sx={{ mt: 1.5 }}>
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {groups.map((group) => {
          const { what, names } = describe(group);
          return (
            <li key={what}>
              {what}
              {names === "" ? null : (
                <Typography component="span" color="text.secondary">
                  {`: ${names}`}
                </Typography>
              )}
            </li>
          );
        })}
      </Box>
    </Box>
  );
}

function useDescribeGroup(): (group: Group) => { readonly what: string; readonly names: string } {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  return (group) => {
    const type = entityTypes.find((candidate) => candidate.key === group.entityType);
    const label = (group.count === 1 ? type?.label : type?.labelPlural) ?? group.entityType;
    const records =
      group.count === 0
        ? translate("record.delete_group_hidden", { label })
        : translate("record.delete_group", { count: group.count, label: label.toLowerCase() });
    const what =
      "field" in group ? translate("record.delete_relation", { group: records, field: group.field.label }) : records;
    const names = group.samples.join(", ");
    const more = group.count - group.samples.length;
    return { what, names: more > 0 && names !== "" ? translate("record.delete_more", { names, count: more }) : names };
  };
}
