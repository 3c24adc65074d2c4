import type { FieldDefinition, FieldUsage, FieldUse } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { TimeText } from "../../../time/TimeText.tsx";
import { useFormatLocale } from "../../../time/use-format-locale.ts";
import { linkOfUse, useFieldUsage } from "../field-uses.ts";

/** Who names the field, and how many records have a value of it. */
export function UsageList({ field }: { readonly field: FieldDefinition }) {
  const translate = useTranslate();
  const { data, isError } = useFieldUsage(field.fieldId);
  return (
    <Box component="section" aria-label={translate("admin.fields.used_by")}>
      <Typography sx={{ fontWeight: 600, mb: 0.5 }}>{translate("admin.fields.used_by")}</Typography>
      {data ? <Usage field={field} usage={data} /> : isError ? translate("admin.fields.usage_unknown") : <Skeleton />}
    </Box>
  );
}

function Usage({ field, usage }: { readonly field: FieldDefinition; readonly usage: FieldUsage }) {
  const translate = useTranslate();
  const count = new Intl.NumberFormat(useFormatLocale()).format(usage.records.count);
  return (
    <>
      <Typography variant="body2" color="text.secondary">
        {translate(usage.records.capped ? "admin.fields.records_capped" : "admin.fields.records_with", {
          smart_count: usage.records.count,
          count,
        })}
        {usage.lastUsedAt ? (
          <>
            {" "}
            {translate("admin.fields.last_used")} <TimeText at={usage.lastUsedAt} />
          </>
        ) : null}
      </Typography>
      {usage.uses.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {translate("admin.fields.unused_hint")}
        </Typography>
      ) : (
        <UseLinks uses={usage.uses} entityType={field.entityType} />
      )}
    </>
  );
}

type UseLinksProps = { readonly uses: readonly FieldUse[]; readonly entityType: string };

/** Each user of a field with what it is and where in it, a way to it where there is a page. */
export function UseLinks({ uses, entityType }: UseLinksProps) {
  const translate = useTranslate();
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, mt: 1, p: 0, display: "grid", gap: 0.75 }}>
      {uses.map((use, index) => {
        const to = linkOfUse(use, entityType);
        return (
          <Box component="li" key={`${index} ${use.kind}`} sx={{ display: "flex", gap: 1, alignItems: "baseline" }}>
            <Typography variant="caption" color="text.secondary" sx={{ width: 72, flex: "none" }}>
              {translate(`admin_field.use.${use.kind}`)}
            </Typography>
            <Box sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
              {to ? (
                <Link component={RouterLink} to={to} underline="hover">
                  {use.name}
                </Link>
              ) : (
                use.name
              )}{" "}
              <Typography component="span" variant="caption" color="text.secondary">
                {use.place === use.kind ? null : use.place}
              </Typography>
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
