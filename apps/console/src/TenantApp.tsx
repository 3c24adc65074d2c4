import type { ComponentType } from "react";
import Box from "@mui/material/Box";
import type { UseQueryResult } from "@tanstack/react-query";
import { AdminUI, type AdminUIProps, CustomRoutes, Resource } from "react-admin";
import { Navigate, Route, useLocation } from "react-router-dom";
import { adminRoutes } from "./admin/index.ts";
import { EntityList } from "./entity/EntityList.tsx";
import { ConsoleLayout } from "./layout/ConsoleLayout.tsx";
import { APPROVE_LINK_ROUTE, inboxRoutes } from "./inbox/index.tsx";
import { ForgotPasswordPage } from "./login/ForgotPasswordPage.tsx";
import { loadInputs } from "./field/FieldInput.tsx";
import { LoginPage } from "./login/LoginPage.tsx";
import { ResetPasswordPage } from "./login/ResetPasswordPage.tsx";
import { toApiError } from "./provider/api-error.ts";
import { useMetadata } from "./provider/metadata.ts";
import { useSession } from "./provider/session.ts";
import { workflowRoutes } from "./workflow/index.ts";
import { NoTenantPage } from "./NoTenantPage.tsx";
import { lazyPage } from "./page/lazy-page.tsx";
import { ErrorState } from "./state/ErrorState.tsx";
import { ForbiddenPage } from "./state/ForbiddenPage.tsx";
import { LoadingState } from "./state/LoadingState.tsx";
import { NotFoundPage } from "./state/NotFoundPage.tsx";
import { PageError } from "./state/PageError.tsx";
import { Toasts } from "./layout/Toasts.tsx";

// Lists come with the first load; records and forms, with the inputs of all types, when one is opened.
const EntityShow = lazyPage(async () => (await import("./entity/EntityShow.tsx")).EntityShow);
const EntityCreate = formPage(async () => (await import("./entity/EntityCreate.tsx")).EntityCreate);
const EntityEdit = formPage(async () => (await import("./entity/EntityEdit.tsx")).EntityEdit);

/** A form and the inputs of all types, side by side. */
function formPage(load: () => Promise<ComponentType>): ComponentType {
  return lazyPage(async () => {
    const [page] = await Promise.all([load(), loadInputs()]);
    return page;
  });
}

type TenantAppProps = { readonly onScope: (scope: string) => void };

/** One resource for each entity type; before sign-in there are none, and every address leads to the sign-in page. */
export function TenantApp({ onScope }: TenantAppProps) {
  const session = useSession();
  if (session.isPending) return null;
  if (session.data === undefined)
    return isSignedOut(session.error) ? <SignedOutApp /> : <Unreachable query={session} />;
  const { tenant, user } = session.data;
  if (tenant === null) return <NoTenantPage />;
  // Before anything below reads a preference: its keys belong to this person in this tenant.
  onScope(`${tenant.id}.${user.id}`);
  return <SignedInApp key={tenant.id} tenantName={tenant.name} />;
}

function isSignedOut(error: unknown): boolean {
  return toApiError(error).httpStatus === 401;
}

function SignedInApp({ tenantName }: { readonly tenantName: string }) {
  const metadata = useMetadata();
  if (metadata.isPending) return null;
  if (metadata.data === undefined) return <Unreachable query={metadata} />;
  return (
    <ConsoleUi title={tenantName}>
      {metadata.data.entityTypes.map((type) => (
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
      <CustomRoutes noLayout>{AUTH_ROUTES}</CustomRoutes>
      {adminRoutes()}
      {workflowRoutes()}
      {inboxRoutes()}
    </ConsoleUi>
  );
}

function SignedOutApp() {
  const { pathname, search } = useLocation();
  // After signing in one comes to where one wanted to go.
  const wanted = pathname === "/login" ? undefined : { nextPathname: pathname, nextSearch: search };
  return (
    <ConsoleUi title="Catalyst">
      <CustomRoutes noLayout>
        {AUTH_ROUTES}
        <Route path="/*" element={<Navigate to="/login" state={wanted} replace />} />
      </CustomRoutes>
    </ConsoleUi>
  );
}

const AUTH_ROUTES = [
  APPROVE_LINK_ROUTE,
  <Route key="forgot" path="/forgot-password" element={<ForgotPasswordPage />} />,
  <Route key="reset" path="/reset-password" element={<ResetPasswordPage />} />,
];

type ConsoleUiProps = { readonly title: string; readonly children: AdminUIProps["children"] };

function ConsoleUi({ title, children }: ConsoleUiProps) {
  return (
    <AdminUI
      layout={ConsoleLayout}
      loginPage={LoginPage}
      catchAll={NotFoundPage}
      accessDenied={ForbiddenPage}
      loading={LoadingState}
      error={PageError}
      notification={Toasts}
      disableTelemetry
      requireAuth={false}
      title={title}
    >
      {children}
    </AdminUI>
  );
}

function Unreachable({ query }: { readonly query: Pick<UseQueryResult, "error" | "refetch"> }) {
  return (
    <Box
      component="main"
      sx={{ minHeight: "100vh", display: "flex", bgcolor: "background.default", color: "text.primary" }}
    >
      <ErrorState level="h1" error={query.error} onRetry={() => void query.refetch()} />
    </Box>
  );
}
