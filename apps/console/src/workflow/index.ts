export { firstWorkflowTexts } from "./messages/first.ts";
export { workflowRoutes } from "./WorkflowRoutes.tsx";
