import type { TenantMetadata } from "@catalyst/contracts";
import { AdminUI, CustomRoutes, Resource } from "react-admin";
import { Navigate, Route } from "react-router-dom";
import { adminRoutes } from "./admin/index.ts";
import { EntityCreate } from "./entity/EntityCreate.tsx";
import { EntityEdit } from "./entity/EntityEdit.tsx";
import { EntityList } from "./entity/EntityList.tsx";
import { EntityShow } from "./entity/EntityShow.tsx";
import { ConsoleLayout } from "./layout/ConsoleLayout.tsx";
import { ForgotPasswordPage } from "./login/ForgotPasswordPage.tsx";
import { LoginPage } from "./login/LoginPage.tsx";
import { ResetPasswordPage } from "./login/ResetPasswordPage.tsx";
import { useMetadata } from "./provider/metadata.ts";
import { useSession } from "./provider/session.ts";
import { NoTenantPage } from "./NoTenantPage.tsx";

const NO_METADATA: Pick<TenantMetadata, "entityTypes"> = { entityTypes: [] };

/** One resource for each entity type; before sign-in there are none, and every address leads to the sign-in page. */
export function TenantApp() {
  const session = useSession();
  const signedIn = session.data !== undefined;
  if (session.isPending) return null;
  if (signedIn && session.data.tenant === null) return <NoTenantPage />;
  return signedIn ? <SignedInApp tenantId={session.data.tenant?.id ?? ""} /> : <ConsoleUi entityTypes={NO_METADATA.entityTypes} />;
}

function SignedInApp({ tenantId }: { readonly tenantId: string }) {
  const { data } = useMetadata();
  return data ? <ConsoleUi key={tenantId} entityTypes={data.entityTypes} /> : null;
}

function ConsoleUi({ entityTypes }: Pick<TenantMetadata, "entityTypes">) {
  return (
    <AdminUI layout={ConsoleLayout} loginPage={LoginPage} disableTelemetry requireAuth={false} title="Catalyst">
      {entityTypes.map((type) => (
        <Resource
          key={type.key}
          name={type.key}
          options={{ label: type.labelPlural }}
          recordRepresentation="displayName"
          list={EntityList}
          show={EntityShow}
          create={EntityCreate}
          edit={EntityEdit}
        />
      ))}
      <CustomRoutes noLayout>
        <Route path="/forgot-password" element={<ForgotPasswordPage />} />
        <Route path="/reset-password" element={<ResetPasswordPage />} />
        {entityTypes.length === 0 ? <Route path="/*" element={<Navigate to="/login" replace />} /> : null}
      </CustomRoutes>
      {entityTypes.length > 0 ? adminRoutes() : null}
    </AdminUI>
  );
}
