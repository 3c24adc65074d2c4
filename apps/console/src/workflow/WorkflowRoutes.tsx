import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { lazy, type ReactElement, Suspense } from "react";
import { CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";

const WorkflowListPage = lazy(async () => ({
  default: (await import("./list/WorkflowListPage.tsx")).WorkflowListPage,
}));
const BuilderPage = lazy(async () => ({ default: (await import("./builder/BuilderPage.tsx")).BuilderPage }));
const RunListPage = lazy(async () => ({ default: (await import("./runs/RunListPage.tsx")).RunListPage }));
const RunPage = lazy(async () => ({ default: (await import("./runs/RunPage.tsx")).RunPage }));

/** The pages of workflows and runs, loaded when they are opened; a function, since react-admin looks at its children's types. */
export function workflowRoutes() {
  return (
    <CustomRoutes>
      <Route path="/workflows" element={whenLoaded(<WorkflowListPage />)} />
      <Route path="/workflows/:workflowId" element={whenLoaded(<BuilderPage />)} />
      <Route path="/runs" element={whenLoaded(<RunListPage />)} />
      <Route path="/runs/:runId" element={whenLoaded(<RunPage />)} />
    </CustomRoutes>
  );
}

function whenLoaded(page: ReactElement) {
  return <Suspense fallback={<PageSkeleton />}>{page}</Suspense>;
}

function PageSkeleton() {
  return (
    <Box aria-busy="true" sx={{ p: 2.5 }}>
      <Skeleton animation={false} height={28} width={240} />
      <Skeleton animation={false} height={46} />
      <Skeleton animation={false} height={46} />
    </Box>
  );
}
