import type { ImportSummary } from "@catalyst/contracts";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useParams } from "react-router-dom";
import { trpc } from "../../provider/trpc-client.ts";
import { QueryState } from "../QueryState.tsx";
import { SettingsPage } from "../SettingsPage.tsx";
import { ImportProgress } from "./ImportProgress.tsx";
import { MappingForm } from "./MappingForm.tsx";

const PROGRESS_INTERVAL_MS = 500;

/** `/imports/:importId`: mapping and check before it starts, progress and outcome after. */
export function ImportPage() {
  const translate = useTranslate();
  const { importId = "" } = useParams();
  const query = useQuery<ImportSummary>({
    queryKey: ["imports", importId],
    queryFn: () => trpc.imports.get.query({ importId: importId as ImportSummary["importId"] }),
    refetchInterval: (current) => (current.state.data?.status === "running" ? PROGRESS_INTERVAL_MS : false),
  });
  return (
    <QueryState query={query}>
      {(summary) => (
        <SettingsPage title={summary.fileName} hint={translate(`admin.imports.status_hint.${summary.status}`)}>
          {summary.status === "uploading" || summary.status === "ready" ? (
            <MappingForm importId={summary.importId} onStarted={() => void query.refetch()} />
          ) : (
            <ImportProgress summary={summary} onChanged={() => void query.refetch()} />
          )}
        </SettingsPage>
      )}
    </QueryState>
  );
}
