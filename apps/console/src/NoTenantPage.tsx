import Button from "@mui/material/Button";
import { useLogout, useTranslate } from "react-admin";
import { AuthCard } from "./login/AuthCard.tsx";

/** For somebody who is signed in, but belongs to no tenant (any more). */
export function NoTenantPage() {
  const translate = useTranslate();
  const logout = useLogout();
  return (
    <AuthCard title={translate("no_tenant.title")} hint={translate("no_tenant.hint")}>
      <Button variant="contained" onClick={() => void logout()}>
        {translate("ra.auth.logout")}
      </Button>
    </AuthCard>
  );
}
