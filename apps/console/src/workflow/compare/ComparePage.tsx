import {
  VersionId,
  WorkflowId,
  type WorkflowDetail,
  type WorkflowGraph,
  type WorkflowVersionSummary,
} from "@catalyst/contracts";
import { canonicalGraph, type WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearchParams } from "react-router-dom";
import { useTranslate } from "react-admin";
import { EmptyNote } from "../../admin/EmptyNote.tsx";
import { useMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { NotFound, PageState } from "../PageState.tsx";
import { useVersions, useWorkflow } from "../workflow-queries.ts";
import { CompareBar, DRAFT } from "./CompareBar.tsx";
import { CompareStage } from "./CompareStage.tsx";

/** `/workflows/:workflowId/compare?from=&to=`: two versions beside each other; the draft counts as one. */
export function ComparePage() {
  const parsed = WorkflowId.safeParse(useParams().workflowId);
  return parsed.success ? <LoadedPage key={parsed.data} workflowId={parsed.data} /> : <NotFound />;
}

function LoadedPage({ workflowId }: { readonly workflowId: WorkflowId }) {
  const workflow = useWorkflow(workflowId);
  const versions = useVersions(workflowId, true);
  const metadata = useMetadata();
  return (
    <Box
      component="section"
      sx={{
        display: "flex",
        flexDirection: "column",
        height: { xs: "calc(100dvh - 108px)", md: "calc(100dvh - 62px)" },
        minHeight: 0,
      }}
    >
      <PageState query={workflow}>
        {(detail) => (
          <PageState query={versions}>
            {(list) => (
              <PageState query={metadata}>
                {(tenant) => <Comparison detail={detail} versions={list.versions} metadata={tenant} />}
              </PageState>
            )}
          </PageState>
        )}
      </PageState>
    </Box>
  );
}

type ComparisonProps = {
  readonly detail: WorkflowDetail;
  readonly versions: readonly WorkflowVersionSummary[];
  readonly metadata: WorkflowMetadata;
};

function Comparison({ detail, versions, metadata }: ComparisonProps) {
  const translate = useTranslate();
  const [params, setParams] = useSearchParams();
  const [fromParam, toParam] = [params.get("from"), params.get("to")];
  const usual = usualSides(detail, versions);
  const isKnown = (side: string | null) => side === DRAFT || versions.some(({ versionId }) => versionId === side);
  const from = fromParam !== null && isKnown(fromParam) ? fromParam : usual.from;
  const to = toParam !== null && isKnown(toParam) ? toParam : usual.to;
  const before = useSideGraph(detail, from);
  const after = useSideGraph(detail, to);
  if (versions.length === 0)
    return <EmptyNote title={translate("workflow.compare.first")} hint={translate("workflow.compare.first_hint")} />;
  return (
    <>
      <CompareBar
        detail={detail}
        versions={versions}
        from={from}
        to={to}
        onSides={(sides) => setParams(sides, { replace: true })}
      />
      <PageState query={before}>
        {(left) => (
          <PageState query={after}>
            {(right) => <CompareStage key={`${from} ${to}`} before={left} after={right} metadata={metadata} />}
          </PageState>
        )}
      </PageState>
    </>
  );
}

/** The draft against what is live where they differ, else the newest version against the one before it. */
function usualSides(
  { draft, live }: WorkflowDetail,
  versions: readonly WorkflowVersionSummary[],
): { readonly from: string; readonly to: string } {
  const [newest, older] = versions;
  const changed = live !== null && canonicalGraph(draft.graph) !== canonicalGraph(live.graph);
  if (live !== null && changed) return { from: live.versionId, to: DRAFT };
  return { from: (older ?? newest)?.versionId ?? DRAFT, to: newest?.versionId ?? DRAFT };
}

function useSideGraph({ workflowId, draft }: WorkflowDetail, side: string) {
  return useQuery<WorkflowGraph>({
    queryKey: ["compared-graph", workflowId, side, side === DRAFT ? draft.version : null],
    queryFn: async () => {
      if (side === DRAFT) return draft.graph;
      return (await trpc.workflows.getVersion.query({ workflowId, versionId: VersionId.parse(side) })).graph;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
