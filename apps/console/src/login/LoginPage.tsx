import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useLogin, useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { AuthCard } from "./AuthCard.tsx";
import { formText } from "./form-text.ts";

/** `/login` */
export function LoginPage() {
  const translate = useTranslate();
  const login = useLogin();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setProblem(null);
    try {
      await login({ username: formText(form, "email"), password: formText(form, "password") });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "auth.unavailable");
      setBusy(false);
    }
  };
  return (
    <AuthCard title={translate("auth.title")} hint={translate("auth.hint")}>
      <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
        {problem ? <Alert severity="error">{translate(problem)}</Alert> : null}
        <TextField
          name="email"
          type="email"
          label={translate("auth.email")}
          autoComplete="username"
          required
          autoFocus
        />
        <TextField
          name="password"
          type="password"
          label={translate("auth.password")}
          autoComplete="current-password"
          required
        />
        <Button type="submit" variant="contained" loading={busy}>
          {translate("auth.sign_in")}
        </Button>
        <Link component={RouterLink} to="/forgot-password" variant="body2">
          {translate("auth.forgot")}
        </Link>
      </Stack>
    </AuthCard>
  );
}
