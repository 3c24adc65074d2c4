import { CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";
import { lazyPage } from "../page/lazy-page.tsx";

const WorkflowListPage = lazyPage(async () => (await import("./list/WorkflowListPage.tsx")).WorkflowListPage);
const BuilderPage = lazyPage(async () => (await import("./builder/BuilderPage.tsx")).BuilderPage);
const RunListPage = lazyPage(async () => (await import("./runs/RunListPage.tsx")).RunListPage);
const RunPage = lazyPage(async () => (await import("./runs/RunPage.tsx")).RunPage);

/** The pages of workflows and runs, loaded when they are opened; a function, since react-admin looks at its children's types. */
export function workflowRoutes() {
  return (
    <CustomRoutes>
      <Route path="/workflows" element={<WorkflowListPage />} />
      <Route path="/workflows/:workflowId" element={<BuilderPage />} />
      <Route path="/runs" element={<RunListPage />} />
      <Route path="/runs/:runId" element={<RunPage />} />
    </CustomRoutes>
  );
}
