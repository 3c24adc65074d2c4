import type { RehearsedChange } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { describeValue } from "../document/describe-path.ts";
import { plainText } from "../document/plain-text.ts";
import { useEditor } from "../panel/editor-context.ts";

/** A record with its fields before and after. */
export function ChangeItem({ change }: { readonly change: RehearsedChange }) {
  const translate = useTranslate();
  const { metadata } = useEditor();
  const entityType = metadata.entityTypes.find((type) => type.key === change.entityType);
  const keys = Object.keys(change.after).filter((key) => change.action === "updated" || change.after[key] !== null);
  const text = (key: string, value: RehearsedChange["after"][string] | undefined) => {
    const field = entityType?.fields.find((candidate) => candidate.key === key);
    const shown = field === undefined ? plainText(value ?? null) : describeValue(value ?? null, field, metadata);
    return shown === "" ? translate("workflow.runs.empty_value") : shown;
  };
  return (
    <Box component="li" sx={{ border: 1, borderColor: "divider", borderRadius: "10px", p: 1.25 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {translate(`workflow.rehearsal.${change.action}`, {
          entity: entityType?.label ?? change.entityType,
          name: change.name,
        })}
      </Typography>
      <Box component="dl" sx={{ m: 0, mt: 0.5 }}>
        {keys.map((key) => (
          <Box key={key} sx={{ display: "grid", gridTemplateColumns: "minmax(0, 2fr) minmax(0, 3fr)", gap: 1 }}>
            <Typography component="dt" variant="caption" color="text.secondary">
              {entityType?.fields.find((field) => field.key === key)?.label ?? key}
            </Typography>
            <Typography component="dd" variant="caption" sx={{ m: 0, overflowWrap: "anywhere" }}>
              {change.action === "updated" ? (
                <>
                  <del>{text(key, change.before[key])}</del> {" → "}
                </>
              ) : null}
              {text(key, change.after[key])}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
