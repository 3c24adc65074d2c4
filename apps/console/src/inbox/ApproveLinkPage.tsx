import Alert from "@mui/material/Alert";
import Typography from "@mui/material/Typography";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useParams } from "react-router-dom";
import { z } from "zod";
import { AuthCard } from "../login/AuthCard.tsx";
import { type Decision, DecisionForm } from "./DecisionForm.tsx";

const Approval = z.object({ title: z.string(), body: z.string(), decision: z.string().nullable() });
const Outcome = z.object({ decided: z.boolean(), decision: z.string().nullable() });

/** `/approve/:tenantId/:waitId/:principalId/:token`: where a mail's link leads, signed in or not. Opening it decides nothing. */
export function ApproveLinkPage() {
  const translate = useTranslate();
  const { tenantId = "", waitId = "", principalId = "", token = "" } = useParams();
  const address = `/api/approvals/${[tenantId, waitId, principalId, token].map(encodeURIComponent).join("/")}`;
  const approval = useQuery({
    queryKey: ["approval-link", address],
    queryFn: async () => Approval.parse(await ask(address)),
    retry: false,
  });
  const decide = useMutation({ mutationFn: async (decision: Decision) => Outcome.parse(await ask(address, decision)) });
  if (approval.isPending) return <AuthCard title={translate("inbox.loading")}>{null}</AuthCard>;
  if (approval.data === undefined)
    return (
      <AuthCard title={translate("inbox.link_title")}>
        <Alert severity="error">{translate("inbox.link_gone")}</Alert>
      </AuthCard>
    );
  const { title, body } = approval.data;
  const final = decide.data?.decision ?? approval.data.decision;
  return (
    <AuthCard title={title} hint={translate("inbox.link_title")}>
      <Typography variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", mb: 2 }}>
        {body}
      </Typography>
      {decide.error ? (
        <Alert severity="error" sx={{ mb: 2 }}>
          {decide.error.message}
        </Alert>
      ) : null}
      {final === null ? (
        <DecisionForm onDecide={async (decision) => void (await decide.mutateAsync(decision).catch(() => undefined))} />
      ) : (
        <Alert severity={decide.data?.decided === false ? "info" : "success"}>
          {translate(`inbox.decided_${final}`)}
          {". "}
          {translate("inbox.link_done")}
        </Alert>
      )}
    </AuthCard>
  );
}

const Refusal = z.object({ message: z.string() });

/** Asks the server; throws its sentence where it refuses. */
async function ask(address: string, decision?: Decision): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const init = decision === undefined ? {} : { method: "POST", headers, body: JSON.stringify(decision) };
  const response = await fetch(address, init);
  const body: unknown = await response.json();
  if (response.ok) return body;
  throw new Error(Refusal.safeParse(body).data?.message ?? response.statusText);
}
