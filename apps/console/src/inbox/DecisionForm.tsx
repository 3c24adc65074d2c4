import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type ReactNode, useState } from "react";

/** What somebody decides, and why. */
export type Decision = { readonly decision: "approved" | "rejected"; readonly reason: string };

type DecisionFormProps = {
  readonly onDecide: (decision: Decision) => Promise<void>;
  /** What else can be done, behind the two buttons. */
  readonly more?: ReactNode;
};

/** A reason and two buttons. */
export function DecisionForm({ onDecide, more }: DecisionFormProps) {
  const translate = useTranslate();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const decide = async (decision: Decision["decision"]) => {
    setBusy(true);
    await onDecide({ decision, reason });
    setBusy(false);
  };
  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <TextField
        multiline
        minRows={2}
        label={translate("inbox.reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 2_000 } }}
      />
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button variant="contained" disabled={busy} onClick={() => void decide("approved")}>
          {translate("inbox.approve")}
        </Button>
        <Button variant="outlined" color="error" disabled={busy} onClick={() => void decide("rejected")}>
          {translate("inbox.reject")}
        </Button>
        {more}
      </Box>
    </Box>
  );
}
