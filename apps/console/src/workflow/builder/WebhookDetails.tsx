import type { WorkflowDetail } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { FormRow } from "../panel/FormRow.tsx";

/** Where another system calls, and the secret that it signs with; hidden until somebody asks. */
export function WebhookDetails({ detail }: { readonly detail: WorkflowDetail }) {
  const translate = useTranslate();
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const { workflowId, live } = detail;
  const key = ["webhook", workflowId];
  const query = useQuery({
    queryKey: key,
    enabled: live !== null,
    retry: false,
    queryFn: () => trpc.workflows.webhook.query({ workflowId }),
  });
  const rotate = useMutation({
    mutationFn: () => trpc.workflows.rotateWebhook.mutate({ workflowId }),
    onSuccess: (hook) => client.setQueryData(key, hook),
  });
  if (live === null) return <Alert severity="info">{translate("workflow.webhook.not_live")}</Alert>;
  if (query.error) return <Alert severity="error">{toApiError(query.error).message}</Alert>;
  if (query.data === undefined) return null;
  const { url, secret } = query.data;
  return (
    <Box component="section" sx={{ borderTop: 1, borderColor: "divider", mt: 2, pt: 1.5 }}>
      <Typography variant="h2" component="h3" sx={{ mb: 1 }}>
        {translate("workflow.webhook.title")}
      </Typography>
      <FormRow label={translate("workflow.webhook.url")} help={translate("workflow.webhook.help")}>
        <Code text={url} />
      </FormRow>
      <FormRow label={translate("workflow.webhook.secret")}>
        {shown ? <Code text={secret} /> : null}
        <Box sx={{ display: "flex", gap: 1, mt: 0.5 }}>
          <Button size="small" variant="outlined" onClick={() => setShown(!shown)}>
            {translate(shown ? "workflow.webhook.hide" : "workflow.webhook.show")}
          </Button>
          <Button size="small" color="error" loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {translate("workflow.webhook.rotate")}
          </Button>
        </Box>
      </FormRow>
    </Box>
  );
}

function Code({ text }: { readonly text: string }) {
  return (
    <Box
      component="code"
      sx={{ display: "block", fontFamily: "ui-monospace, monospace", fontSize: 12, overflowWrap: "anywhere" }}
    >
      {text}
    </Box>
  );
}
