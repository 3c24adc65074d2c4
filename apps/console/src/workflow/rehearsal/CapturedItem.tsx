import type { CapturedCall } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import { useEditor } from "../panel/editor-context.ts";

/** A mail, call or message that was written down instead of sent. */
export function CapturedItem({ call }: { readonly call: CapturedCall }) {
  const { graph } = useEditor();
  const { title, body } = useCapturedText(call);
  return (
    <Box component="li" sx={{ border: 1, borderColor: "divider", borderRadius: "10px", p: 1.25 }}>
      <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
        {title}
      </Typography>
      <Typography variant="caption" color="text.secondary" component="div">
        {findStep(graph, call.stepKey)?.name ?? call.stepKey}
      </Typography>
      {body === "" ? null : (
        <Typography
          variant="caption"
          component="div"
          sx={{ mt: 0.5, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
        >
          {body}
        </Typography>
      )}
    </Box>
  );
}

function useCapturedText(call: CapturedCall): { readonly title: string; readonly body: string } {
  const translate = useTranslate();
  const { metadata } = useEditor();
  switch (call.kind) {
    case "mail":
      return { title: translate("workflow.rehearsal.mail", { to: call.to }), body: `${call.subject}\n${call.text}` };
    case "http":
      return {
        title: `${call.method} ${call.url}`,
        body: [call.signedIn ? translate("workflow.rehearsal.signed_in") : "", call.body ?? ""].join("\n").trim(),
      };
    case "notification": {
      const names = metadata.principals.filter(({ id }) => call.people.includes(id)).map(({ name }) => name);
      return {
        title: translate("workflow.rehearsal.notification", { people: names.join(", ") }),
        body: `${call.title}\n${call.body}`.trim(),
      };
    }
    case "workflow":
      return { title: translate("workflow.rehearsal.called"), body: "" };
  }
}
