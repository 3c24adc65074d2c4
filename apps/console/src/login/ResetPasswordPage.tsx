import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useNotify, useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { resetPassword } from "../provider/sign-in.ts";
import { AuthCard } from "./AuthCard.tsx";
import { formText } from "./form-text.ts";

const MIN_LENGTH = 10;

/** `/reset-password?token=`: where the link of the mail leads. */
export function ResetPasswordPage() {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<string | null>(search.get("error") ? "auth.reset_refused" : null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      await resetPassword(search.get("token") ?? "", formText(event.currentTarget, "password"));
      notify("auth.reset_done", { type: "success" });
      await navigate("/login");
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "auth.unavailable");
    }
  };
  return (
    <AuthCard title={translate("auth.reset_title")} hint={translate("auth.reset_hint", { length: MIN_LENGTH })}>
      <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
        {problem ? <Alert severity="error">{translate(problem)}</Alert> : null}
        <TextField
          name="password"
          type="password"
          label={translate("auth.new_password")}
          autoComplete="new-password"
          required
          autoFocus
          slotProps={{ htmlInput: { minLength: MIN_LENGTH } }}
        />
        <Button type="submit" variant="contained">
          {translate("auth.set_password")}
        </Button>
      </Stack>
    </AuthCard>
  );
}
