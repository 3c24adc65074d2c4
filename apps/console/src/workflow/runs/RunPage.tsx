import { type RunDetail, RunId } from "@catalyst/contracts";
import type { WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import type { Theme } from "@mui/material/styles";
import useMediaQuery from "@mui/material/useMediaQuery";
import { useMemo } from "react";
import { Title, useTranslate } from "react-admin";
import { useParams } from "react-router-dom";
import { useMetadata } from "../../provider/metadata.ts";
import { Canvas } from "../canvas/Canvas.tsx";
import { layoutGraph } from "../document/layout.ts";
import { countStates, runStates, stepToShow } from "../document/run-states.ts";
import { toFlow } from "../document/to-flow.ts";
import { NotFound, PageState } from "../PageState.tsx";
import { useSelection } from "../use-search-param.ts";
import { useRun } from "../workflow-queries.ts";
import { RunBar } from "./RunBar.tsx";
import { RunInspector } from "./RunInspector.tsx";
import { StateLegend } from "./StateLegend.tsx";

/** `/runs/:runId`: the version that ran, with the state of each step, live. */
export function RunPage() {
  const parsed = RunId.safeParse(useParams().runId);
  return parsed.success ? <LoadedRun key={parsed.data} runId={parsed.data} /> : <NotFound />;
}

function LoadedRun({ runId }: { readonly runId: RunId }) {
  const query = useRun(runId);
  const metadata = useMetadata();
  return (
    <Box
      sx={{
        display: "flex",
        flexDirection: "column",
        height: { xs: "calc(100dvh - 108px)", md: "calc(100dvh - 62px)" },
        minHeight: 0,
      }}
    >
      <PageState query={query}>
        {(run) => (
          <PageState query={metadata}>
            {(tenant) => (
              <>
                <Title title={run.workflowName} />
                <RunBar run={run} />
                <RunStage run={run} metadata={tenant} />
              </>
            )}
          </PageState>
        )}
      </PageState>
    </Box>
  );
}

function RunStage({ run, metadata }: { readonly run: RunDetail; readonly metadata: WorkflowMetadata }) {
  const translate = useTranslate();
  const [chosen, setChosen] = useSelection();
  const { graph } = run;
  // Polling brings an equal graph in a new object; its version tells that it is the same one.
  // oxlint-disable-next-line react/exhaustive-deps -- keyed by the immutable version
  const layout = useMemo(() => layoutGraph(graph), [run.versionId]);
  const states = useMemo(() => runStates(run), [run]);
  const flow = useMemo(
    () => toFlow({ graph, metadata, layout, problems: [], states }),
    [graph, metadata, layout, states],
  );
  // On a phone the inspector covers the canvas, so there it opens only when it is asked for.
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const selected = chosen ?? (narrow ? null : stepToShow(run, states));
  const progress = selected === null || selected === "none" ? undefined : states.get(selected);
  return (
    <Box
      sx={{ flex: 1, minHeight: 0, display: "flex", position: "relative", flexDirection: { xs: "column", md: "row" } }}
    >
      <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, position: "relative" }}>
        <Canvas
          graph={graph}
          flow={flow}
          selected={selected}
          label={translate("workflow.runs.canvas")}
          onOpen={setChosen}
        />
        <StateLegend counts={countStates(states)} />
      </Box>
      {selected === null || progress === undefined ? null : (
        <RunInspector
          run={run}
          origin={selected}
          progress={progress}
          metadata={metadata}
          onClose={() => setChosen("none")}
        />
      )}
    </Box>
  );
}
