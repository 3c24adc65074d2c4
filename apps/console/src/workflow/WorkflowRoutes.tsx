import { CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";
import type { ComponentType } from "react";
import { lazyPage } from "../page/lazy-page.tsx";
import { addTexts } from "../texts.ts";

const WorkflowListPage = workflowPage(async () => (await import("./list/WorkflowListPage.tsx")).WorkflowListPage);
const BuilderPage = workflowPage(async () => (await import("./builder/BuilderPage.tsx")).BuilderPage);
const RunListPage = workflowPage(async () => (await import("./runs/RunListPage.tsx")).RunListPage);
const RunPage = workflowPage(async () => (await import("./runs/RunPage.tsx")).RunPage);
const EnrolmentsPage = workflowPage(async () => (await import("./enrolments/EnrolmentsPage.tsx")).EnrolmentsPage);
const ComparePage = workflowPage(async () => (await import("./compare/ComparePage.tsx")).ComparePage);

/** A page, loaded with the texts of workflows. */
function workflowPage(load: () => Promise<ComponentType>): ComponentType {
  return lazyPage(async () => {
    const [page, { workflowMessages }] = await Promise.all([load(), import("./messages/workflow.ts")]);
    addTexts(workflowMessages);
    return page;
  });
}

/** The pages of workflows and runs, loaded when they are opened; a function, since react-admin looks at its children's types. */
export function workflowRoutes() {
  return (
    <CustomRoutes>
      <Route path="/workflows" element={<WorkflowListPage />} />
      <Route path="/workflows/:workflowId" element={<BuilderPage />} />
      <Route path="/workflows/:workflowId/enrolments" element={<EnrolmentsPage />} />
      <Route path="/workflows/:workflowId/compare" element={<ComparePage />} />
      <Route path="/runs" element={<RunListPage />} />
      <Route path="/runs/:runId" element={<RunPage />} />
    </CustomRoutes>
  );
}
