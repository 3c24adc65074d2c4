import { PrincipalId, type WorkflowDetail } from "@catalyst/contracts";
import TuneIcon from "@mui/icons-material/TuneOutlined";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { trpc } from "../../provider/trpc-client.ts";
import { useEditor } from "../panel/editor-context.ts";
import { FormRow } from "../panel/FormRow.tsx";
import { PanelFrame } from "../panel/PanelFrame.tsx";
import { SelectInput } from "../panel/SelectInput.tsx";
import { useWorkflowChange } from "./use-workflow-change.ts";
import { WebhookDetails } from "./WebhookDetails.tsx";

const RUNS = "run";
const NOBODY = "nobody";

type SettingsPanelProps = { readonly detail: WorkflowDetail; readonly onClose: () => void };

/** What holds for the whole workflow at once, without a new version: pause, alerts, its webhook. */
export function SettingsPanel({ detail, onClose }: SettingsPanelProps) {
  const translate = useTranslate();
  const { metadata, graph } = useEditor();
  const change = useWorkflowChange(detail);
  const { workflowId, paused, alertPrincipalId } = detail;
  const title = (
    <Typography variant="h2" component="h2">
      {translate("workflow.settings.title")}
    </Typography>
  );
  return (
    <PanelFrame
      label={translate("workflow.settings.title")}
      tile={<TuneIcon aria-hidden />}
      title={title}
      detail={translate("workflow.settings.hint")}
      onClose={onClose}
    >
      <FormRow
        inputId="settings-paused"
        label={translate("workflow.settings.paused")}
        help={translate("workflow.settings.paused_help")}
      >
        <SelectInput
          id="settings-paused"
          label={translate("workflow.settings.paused")}
          value={paused ?? RUNS}
          choices={[RUNS, "queue", "drop"].map((value) => ({
            value,
            label: translate(`workflow.settings.paused_${value}`),
          }))}
          onChange={(chosen) =>
            change(() =>
              trpc.workflows.pause.mutate({
                workflowId,
                paused: chosen === "queue" || chosen === "drop" ? chosen : null,
              }),
            )
          }
        />
      </FormRow>
      <FormRow
        inputId="settings-alert"
        label={translate("workflow.settings.alert")}
        help={translate("workflow.settings.alert_help")}
      >
        <SelectInput
          id="settings-alert"
          label={translate("workflow.settings.alert")}
          value={alertPrincipalId ?? NOBODY}
          choices={[
            { value: NOBODY, label: translate("workflow.settings.nobody") },
            ...metadata.principals
              .filter((principal) => principal.active || principal.id === alertPrincipalId)
              .map((principal) => ({ value: principal.id, label: principal.name })),
          ]}
          onChange={(chosen) =>
            change(() =>
              trpc.workflows.setFailureAlert.mutate({
                workflowId,
                principalId: chosen === NOBODY ? null : PrincipalId.parse(chosen),
              }),
            )
          }
        />
      </FormRow>
      {graph.trigger.type === "webhook@1" ? <WebhookDetails detail={detail} /> : null}
    </PanelFrame>
  );
}
