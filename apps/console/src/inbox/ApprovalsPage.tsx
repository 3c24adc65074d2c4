import type { ApprovalDetails } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { EmptyNote } from "../admin/EmptyNote.tsx";
import { QueryState } from "../admin/QueryState.tsx";
import { SettingsPage } from "../admin/SettingsPage.tsx";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";
import { TimeText } from "../time/TimeText.tsx";
import { type Decision, DecisionForm } from "./DecisionForm.tsx";
import { APPROVALS_KEY, DelegateDialog } from "./DelegateDialog.tsx";

/** `/approvals`: what workflows ask the reader to decide. */
export function ApprovalsPage() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: APPROVALS_KEY, queryFn: () => trpc.approvals.list.query() });
  return (
    <SettingsPage title={translate("inbox.approvals")} hint={translate("inbox.approvals_hint")}>
      <QueryState query={query}>
        {({ approvals }) =>
          approvals.length === 0 ? (
            <EmptyNote title={translate("inbox.no_approvals")} hint={translate("inbox.no_approvals_hint")} />
          ) : (
            <Box
              component="ul"
              sx={{ listStyle: "none", m: 0, p: { xs: 2, md: 2.5 }, display: "grid", gap: 2, maxWidth: 720 }}
            >
              {approvals.map((approval) => (
                <ApprovalCard key={approval.waitId} approval={approval} />
              ))}
            </Box>
          )
        }
      </QueryState>
    </SettingsPage>
  );
}

function ApprovalCard({ approval }: { readonly approval: ApprovalDetails }) {
  const translate = useTranslate();
  const decide = useDecide(approval.waitId);
  const [handing, setHanding] = useState(false);
  const { title, body, since, runId } = approval;
  return (
    <Box component="li" sx={{ border: 1, borderColor: "divider", borderRadius: "10px", p: 2 }}>
      <Typography variant="h2" component="h2" sx={{ overflowWrap: "anywhere" }}>
        {title}
      </Typography>
      <Typography variant="caption" color="text.secondary" component="div" sx={{ mb: 1 }}>
        <TimeText at={since} />
        {" · "}
        <Link component={RouterLink} to={`/runs/${runId}`}>
          {translate("inbox.to_run")}
        </Link>
      </Typography>
      {body === "" ? null : (
        <Typography variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", mb: 1.5 }}>
          {body}
        </Typography>
      )}
      <Delegations approval={approval} />
      <DecisionForm
        onDecide={decide}
        more={
          <Button variant="text" onClick={() => setHanding(true)} sx={{ ml: { sm: "auto" } }}>
            {translate("inbox.hand_on")}
          </Button>
        }
      />
      {handing ? <DelegateDialog approval={approval} onClose={() => setHanding(false)} /> : null}
    </Box>
  );
}

/** Who has handed it to whom, and what they said. */
function Delegations({ approval: { delegations } }: { readonly approval: ApprovalDetails }) {
  const translate = useTranslate();
  const principals = useMetadata().data?.principals ?? [];
  const nameOf = (id: string): string => principals.find((principal) => principal.id === id)?.name ?? id;
  if (delegations.length === 0) return null;
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, mb: 1.5 }}>
      {delegations.map(({ from, to, note, at }) => (
        <Typography key={`${at} ${to}`} component="li" variant="body2" color="text.secondary" sx={WRAPPED}>
          {translate("inbox.was_handed", { from: nameOf(from), to: nameOf(to) })}
          {" · "}
          <TimeText at={at} />
          {note === "" ? null : `: ${note}`}
        </Typography>
      ))}
    </Box>
  );
}

const WRAPPED = { overflowWrap: "anywhere" } as const;

function useDecide(waitId: string): (decision: Decision) => Promise<void> {
  const notify = useNotify();
  const translate = useTranslate();
  const client = useQueryClient();
  return async (decision) => {
    try {
      const { decided, decision: final } = await trpc.approvals.decide.mutate({ waitId, ...decision });
      const text = decided
        ? translate("inbox.done")
        : translate("inbox.was_faster", { decision: translate(`inbox.decided_${final ?? "expired"}`) });
      notify(text, { type: decided ? "success" : "info" });
    } catch (error) {
      notify(toApiError(error).message, { type: "error" });
    }
    await client.invalidateQueries({ queryKey: APPROVALS_KEY });
  };
}
