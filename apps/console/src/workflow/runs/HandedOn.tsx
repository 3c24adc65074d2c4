import type { RunDetail, StepDefinition } from "@catalyst/contracts";
import type { WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useExactTime } from "../use-fact-text.ts";

type HandedOnProps = { readonly run: RunDetail; readonly step: StepDefinition; readonly metadata: WorkflowMetadata };

/** Of an approval: whom it asks by now, and who has handed it to whom. */
export function HandedOn({ run, step, metadata }: HandedOnProps) {
  const exact = useExactTime();
  const translate = useTranslate();
  const nameOf = (id: string): string => metadata.principals.find((principal) => principal.id === id)?.name ?? id;
  const handed = run.delegations.filter((delegation) => delegation.stepKey === step.key);
  const asked = run.waits.find((wait) => wait.stepKey === step.key)?.approval?.people ?? [];
  if (handed.length === 0 && asked.length === 0) return null;
  return (
    <Box sx={{ mb: 2 }}>
      {asked.length === 0 ? null : (
        <Typography variant="body2">
          {translate("workflow.runs.asks", { names: asked.map(nameOf).join(", ") })}
        </Typography>
      )}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {handed.map(({ from, to, note, at }) => (
          <Box component="li" key={`${at} ${to}`}>
            <Typography variant="caption" color="text.secondary" component="div" sx={{ overflowWrap: "anywhere" }}>
              {translate("workflow.runs.handed", { from: nameOf(from), to: nameOf(to), time: exact(at) })}
              {note === "" ? "" : `: ${note}`}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
