import { takesEnrolments, WorkflowId, type WorkflowDetail } from "@catalyst/contracts";
import GroupAddIcon from "@mui/icons-material/GroupAddOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { useParams } from "react-router-dom";
import { EmptyNote } from "../../admin/EmptyNote.tsx";
import { PageHead } from "../../page/PageHead.tsx";
import { NotFound, PageState } from "../PageState.tsx";
import { useSearchParam } from "../use-search-param.ts";
import { useMay, useWorkflow } from "../workflow-queries.ts";
import { EnrolForm } from "./EnrolForm.tsx";
import { EnrolmentList } from "./EnrolmentList.tsx";
import { useEnrolments } from "./enrolment-queries.ts";

/** `/workflows/:workflowId/enrolments`: records that go through a workflow; with `?new=1` the form for more of them. */
export function EnrolmentsPage() {
  const parsed = WorkflowId.safeParse(useParams().workflowId);
  return parsed.success ? <LoadedPage key={parsed.data} workflowId={parsed.data} /> : <NotFound />;
}

function LoadedPage({ workflowId }: { readonly workflowId: WorkflowId }) {
  const query = useWorkflow(workflowId);
  return <PageState query={query}>{(detail) => <Enrolments detail={detail} />}</PageState>;
}

function Enrolments({ detail }: { readonly detail: WorkflowDetail }) {
  const translate = useTranslate();
  const mayEnrol = useMay("runs.control");
  const [adding, setAdding] = useSearchParam("new");
  const query = useEnrolments(detail.workflowId);
  const obstacle = obstacleOf(detail);
  const enrol =
    mayEnrol && obstacle === null ? (
      <Button variant="contained" startIcon={<GroupAddIcon />} onClick={() => setAdding("1")}>
        {translate("workflow.enrolments.enrol")}
      </Button>
    ) : null;
  if (adding !== null && enrol !== null) return <EnrolForm detail={detail} onClose={() => setAdding(null)} />;
  return (
    <Box component="section" sx={{ display: "flex", flexDirection: "column", minHeight: "100%", flex: 1 }}>
      <PageHead
        title={translate("workflow.enrolments.title")}
        hint={translate("workflow.enrolments.hint", { name: detail.name })}
        back={{ to: `/workflows/${detail.workflowId}`, label: translate("workflow.enrolments.to_workflow") }}
        actions={enrol}
      />
      <PageState query={query}>
        {({ enrolments }) =>
          enrolments.length > 0 ? (
            <EnrolmentList enrolments={enrolments} />
          ) : (
            <EmptyNote
              title={translate(`workflow.enrolments.${obstacle ?? "empty"}`)}
              hint={translate(`workflow.enrolments.${obstacle ?? (mayEnrol ? "empty" : "forbidden")}_hint`)}
              action={enrol}
            />
          )
        }
      </PageState>
    </Box>
  );
}

/** Why records can't be enrolled in a workflow; null where they can. */
function obstacleOf({ live, enabled }: WorkflowDetail): "not_startable" | "off" | null {
  if (live === null || !enabled) return "off";
  return takesEnrolments(live.graph.trigger) ? null : "not_startable";
}
