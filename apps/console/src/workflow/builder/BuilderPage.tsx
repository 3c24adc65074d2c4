import { VersionId, WorkflowId } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { useState } from "react";
import { Title } from "react-admin";
import { useParams } from "react-router-dom";
import { useMetadata } from "../../provider/metadata.ts";
import { NotFound, PageState } from "../PageState.tsx";
import { useSearchParam } from "../use-search-param.ts";
import { useMay, useWorkflow } from "../workflow-queries.ts";
import { Builder } from "./Builder.tsx";
import { VersionView } from "./VersionView.tsx";

/** `/workflows/:workflowId`: the builder; with `?version=` one published version to look at. */
export function BuilderPage() {
  const parsed = WorkflowId.safeParse(useParams().workflowId);
  return parsed.success ? <LoadedBuilder key={parsed.data} workflowId={parsed.data} /> : <NotFound />;
}

function LoadedBuilder({ workflowId }: { readonly workflowId: WorkflowId }) {
  const query = useWorkflow(workflowId);
  const metadata = useMetadata();
  const mayManage = useMay("workflows.manage");
  const [shown] = useSearchParam("version");
  const [loaded, setLoaded] = useState(0);
  const version = VersionId.safeParse(shown);
  const reload = () => void query.refetch().then(() => setLoaded((count) => count + 1));
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
        {(detail) => (
          <PageState query={metadata}>
            {(tenant) => (
              <>
                <Title title={detail.name} />
                {version.success ? (
                  <VersionView
                    detail={detail}
                    versionId={version.data}
                    metadata={tenant}
                    mayRestore={mayManage}
                    onRestored={() => setLoaded((count) => count + 1)}
                  />
                ) : (
                  <Builder key={loaded} detail={detail} metadata={tenant} readOnly={!mayManage} onReload={reload} />
                )}
              </>
            )}
          </PageState>
        )}
      </PageState>
    </Box>
  );
}
