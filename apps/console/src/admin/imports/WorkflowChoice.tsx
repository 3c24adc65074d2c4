import type { ImportId, WorkflowId } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { trpc } from "../../provider/trpc-client.ts";
import { QueryState } from "../QueryState.tsx";

type WorkflowChoiceProps = {
  readonly importId: ImportId;
  /** Those that run; the others are skipped. */
  readonly chosen: readonly WorkflowId[];
  readonly onChange: (chosen: readonly WorkflowId[]) => void;
};

/** For each workflow that new records may start: whether it runs for the records of this import. */
export function WorkflowChoice({ importId, chosen, onChange }: WorkflowChoiceProps) {
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ["import-workflows", importId],
    queryFn: () => trpc.imports.workflows.query({ importId }),
  });
  return (
    <Box component="section" aria-labelledby="import-workflows" sx={{ maxWidth: 640 }}>
      <Typography id="import-workflows" variant="h2" component="h2">
        {translate("admin.imports.workflows")}
      </Typography>
      <QueryState query={query}>
        {({ workflows }) =>
          workflows.length === 0 ? (
            <Typography variant="body2" color="text.secondary">
              {translate("admin.imports.no_workflows")}
            </Typography>
          ) : (
            <>
              <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1 }}>
                <Typography variant="body2" color="text.secondary" sx={{ flex: "1 1 240px" }}>
                  {translate("admin.imports.workflows_hint")}
                </Typography>
                {workflows.length < 2 ? null : (
                  <>
                    <Button size="small" onClick={() => onChange(workflows.map(({ workflowId }) => workflowId))}>
                      {translate("admin.imports.run_all")}
                    </Button>
                    <Button size="small" onClick={() => onChange([])}>
                      {translate("admin.imports.skip_all")}
                    </Button>
                  </>
                )}
              </Box>
              <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
                {workflows.map(({ workflowId, name }) => {
                  const runs = chosen.includes(workflowId);
                  const others = chosen.filter((known) => known !== workflowId);
                  return (
                    <Box component="li" key={workflowId} sx={{ display: "flex", alignItems: "center", gap: 1 }}>
                      <FormControlLabel
                        control={
                          <Switch
                            checked={runs}
                            onChange={(_event, on) => onChange(on ? [...others, workflowId] : others)}
                          />
                        }
                        label={name}
                        sx={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}
                      />
                      <Typography variant="caption" color="text.secondary" aria-hidden>
                        {translate(runs ? "admin.imports.workflow_runs" : "admin.imports.workflow_skipped")}
                      </Typography>
                    </Box>
                  );
                })}
              </Box>
            </>
          )
        }
      </QueryState>
    </Box>
  );
}
