import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { requestPasswordReset } from "../provider/sign-in.ts";
import { AuthCard } from "./AuthCard.tsx";
import { formText } from "./form-text.ts";

/** `/forgot-password`: answers alike for addresses that exist and that don't. */
export function ForgotPasswordPage() {
  const translate = useTranslate();
  const [state, setState] = useState<{ readonly sent: boolean; readonly problem: string | null }>({
    sent: false,
    problem: null,
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      await requestPasswordReset(formText(event.currentTarget, "email"));
      setState({ sent: true, problem: null });
    } catch (error) {
      setState({ sent: false, problem: error instanceof Error ? error.message : "auth.unavailable" });
    }
  };
  return (
    <AuthCard title={translate("auth.forgot_title")} hint={translate("auth.forgot_hint")}>
      <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
        {state.sent ? <Alert severity="success">{translate("auth.reset_sent")}</Alert> : null}
        {state.problem ? <Alert severity="error">{translate(state.problem)}</Alert> : null}
        <TextField
          name="email"
          type="email"
          label={translate("auth.email")}
          autoComplete="username"
          required
          autoFocus
        />
        <Button type="submit" variant="contained">
          {translate("auth.send_link")}
        </Button>
        <Link component={RouterLink} to="/login" variant="body2">
          {translate("auth.back")}
        </Link>
      </Stack>
    </AuthCard>
  );
}
