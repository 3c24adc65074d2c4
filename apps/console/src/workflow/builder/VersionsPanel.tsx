import type { WorkflowId, WorkflowVersionSummary } from "@catalyst/contracts";
import HistoryIcon from "@mui/icons-material/HistoryOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { PageState } from "../PageState.tsx";
import { PanelFrame } from "../panel/PanelFrame.tsx";
import { useEditor } from "../panel/editor-context.ts";
import { useLook } from "../look.ts";
import { useExactTime, useWhen } from "../use-fact-text.ts";
import { useVersions } from "../workflow-queries.ts";

type VersionsPanelProps = {
  readonly workflowId: WorkflowId;
  readonly shown: string | null;
  readonly onShow: (versionId: string) => void;
  readonly onClose: () => void;
};

/** Every published version: number, author, note; any can be looked at. */
export function VersionsPanel({ workflowId, shown, onShow, onClose }: VersionsPanelProps) {
  const translate = useTranslate();
  const query = useVersions(workflowId, true);
  const title = (
    <Typography variant="h2" component="h2">
      {translate("workflow.versions.title")}
    </Typography>
  );
  return (
    <PanelFrame
      label={translate("workflow.versions.title")}
      tile={<HistoryIcon aria-hidden />}
      title={title}
      detail={translate("workflow.versions.hint")}
      width={348}
      onClose={onClose}
    >
      <PageState query={query}>
        {({ versions }) => (
          <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, display: "grid", gap: 1.5 }}>
            {versions.map((version, place) => (
              <VersionRow
                key={version.versionId}
                workflowId={workflowId}
                version={version}
                previous={versions[place + 1] ?? null}
                shown={version.versionId === shown}
                onShow={() => onShow(version.versionId)}
              />
            ))}
            {versions.length === 0 ? (
              <Typography variant="body2">{translate("workflow.versions.none")}</Typography>
            ) : null}
          </Box>
        )}
      </PageState>
    </PanelFrame>
  );
}

function VersionRow({
  version,
  previous,
  workflowId,
  shown,
  onShow,
}: {
  readonly version: WorkflowVersionSummary;
  readonly previous: WorkflowVersionSummary | null;
  readonly workflowId: WorkflowId;
  readonly shown: boolean;
  readonly onShow: () => void;
}) {
  const look = useLook();
  const when = useWhen();
  const exact = useExactTime();
  const translate = useTranslate();
  const { metadata } = useEditor();
  const author =
    metadata.principals.find((principal) => principal.id === version.publishedBy)?.name ??
    translate("workflow.versions.system");
  return (
    <Box
      component="li"
      aria-current={shown ? "true" : undefined}
      sx={{ border: 1, borderColor: shown ? look.accent : "divider", borderRadius: "10px", p: 1.5 }}
    >
      <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        <Typography variant="body2" sx={{ fontWeight: 600, flex: 1 }}>
          {translate(version.live ? "workflow.versions.live" : "workflow.versions.number", { number: version.number })}
        </Typography>
        {previous === null ? null : (
          <Button
            size="small"
            variant="text"
            component={Link}
            to={`/workflows/${workflowId}/compare?from=${previous.versionId}&to=${version.versionId}`}
            aria-label={translate("workflow.compare.open_named", { number: version.number })}
          >
            {translate("workflow.compare.open")}
          </Button>
        )}
        <Button
          size="small"
          variant="text"
          onClick={onShow}
          aria-label={translate("workflow.versions.show_named", { number: version.number })}
        >
          {translate("workflow.versions.show")}
        </Button>
      </Box>
      <Typography variant="caption" color="text.secondary" component="div" title={exact(version.publishedAt)}>
        {translate("workflow.versions.by", { author, time: when(version.publishedAt) })}
      </Typography>
      {version.note === "" ? null : (
        <Typography variant="body2" sx={{ mt: 0.5, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {version.note}
        </Typography>
      )}
    </Box>
  );
}
