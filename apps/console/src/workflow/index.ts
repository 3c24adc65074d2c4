export { workflowMessages } from "./messages/workflow.ts";
export { workflowRoutes } from "./WorkflowRoutes.tsx";
