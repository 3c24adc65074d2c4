import type { RunLimits } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useEditor } from "../editor-context.ts";
import { FormRow } from "../FormRow.tsx";
import { TemplateInput } from "../TemplateInput.tsx";
import { useSetTriggerConfig } from "./use-set-trigger.ts";

/** How many runs go at a time, and how changes that follow each other closely become one run. */
export function LimitsInput() {
  const translate = useTranslate();
  const { graph, readOnly } = useEditor();
  const setConfig = useSetTriggerConfig();
  const limits = graph.trigger.config.limits ?? {};
  const set = (patch: { readonly [Key in keyof RunLimits]?: RunLimits[Key] | undefined }) => {
    const next: RunLimits = JSON.parse(JSON.stringify({ ...limits, ...patch }));
    setConfig({ limits: Object.keys(next).length === 0 ? undefined : next });
  };
  const number = (key: "atOnce" | "debounceSeconds") => (
    <FormRow
      inputId={`limits-${key}`}
      label={translate(`workflow.limits.${key}`)}
      help={translate(`workflow.limits.${key}_help`)}
    >
      <OutlinedInput
        id={`limits-${key}`}
        size="small"
        type="number"
        readOnly={readOnly}
        value={limits[key] ?? ""}
        onChange={(event) =>
          set({ [key]: event.target.value === "" ? undefined : Math.max(1, Math.round(Number(event.target.value))) })
        }
        sx={{ width: 140 }}
      />
    </FormRow>
  );
  return (
    <Box component="section" sx={{ borderTop: 1, borderColor: "divider", mt: 2, pt: 1.5 }}>
      <Typography variant="h2" component="h3" sx={{ mb: 1 }}>
        {translate("workflow.limits.title")}
      </Typography>
      {number("atOnce")}
      {limits.atOnce === undefined ? null : (
        <TemplateInput
          id="limits-key"
          path="limits.key"
          label={translate("workflow.limits.key")}
          help={translate("workflow.limits.key_help")}
          multiline={false}
          value={limits.key ?? ""}
          onChange={(key) => set({ key: key === "" ? undefined : key })}
        />
      )}
      {number("debounceSeconds")}
    </Box>
  );
}
