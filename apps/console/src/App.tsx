import { QueryClient } from "@tanstack/react-query";
import { AdminContext, localStorageStore } from "react-admin";
import { createBrowserRouter, RouterProvider } from "react-router-dom";
import { toApiError } from "./provider/api-error.ts";
import { createI18nProvider } from "./messages.ts";
import { createAuthProvider } from "./provider/auth-provider.ts";
import { createDataProvider } from "./provider/data-provider.ts";
import { createScopedStore } from "./provider/scoped-store.ts";
import { METADATA_KEY } from "./provider/metadata.ts";
import { TenantApp } from "./TenantApp.tsx";
import { createConsoleTheme } from "./theme/create-console-theme.ts";

const STORE_VERSION = "1";

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: isWorthAnother } } });
const dataProvider = createDataProvider();
const authProvider = createAuthProvider(queryClient);
const i18nProvider = createI18nProvider(() => queryClient.getQueryData(METADATA_KEY));
const store = createScopedStore(localStorageStore(STORE_VERSION, "catalyst"));
const lightTheme = createConsoleTheme("light");
const darkTheme = createConsoleTheme("dark");

// A router of this kind is what lets a form ask before it loses what was typed.
const router = createBrowserRouter([{ path: "*", element: <Console /> }]);

/** The console. */
export function App() {
  return <RouterProvider router={router} />;
}

function Console() {
  return (
    <AdminContext
      dataProvider={dataProvider}
      authProvider={authProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      store={store}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
    >
      <TenantApp onScope={store.setScope} />
    </AdminContext>
  );
}

/** A second try helps against a server that is away or stumbles, never against a refusal. */
function isWorthAnother(tries: number, error: unknown): boolean {
  const { httpStatus } = toApiError(error);
  return tries < 1 && (httpStatus === 0 || httpStatus >= 500);
}
