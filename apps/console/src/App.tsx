import { QueryClient } from "@tanstack/react-query";
import { AdminContext, localStorageStore } from "react-admin";
import { BrowserRouter } from "react-router-dom";
import { createI18nProvider } from "./messages.ts";
import { createAuthProvider } from "./provider/auth-provider.ts";
import { createDataProvider } from "./provider/data-provider.ts";
import { createScopedStore } from "./provider/scoped-store.ts";
import { METADATA_KEY } from "./provider/metadata.ts";
import { TenantApp } from "./TenantApp.tsx";
import { createConsoleTheme } from "./theme/create-console-theme.ts";

const STORE_VERSION = "1";

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 1 } } });
const dataProvider = createDataProvider();
const authProvider = createAuthProvider(queryClient);
const i18nProvider = createI18nProvider(() => queryClient.getQueryData(METADATA_KEY));
const store = createScopedStore(localStorageStore(STORE_VERSION, "catalyst"));
const lightTheme = createConsoleTheme("light");
const darkTheme = createConsoleTheme("dark");

/** The console. */
export function App() {
  return (
    <BrowserRouter>
      <AdminContext dataProvider={dataProvider} authProvider={authProvider} i18nProvider={i18nProvider} queryClient={queryClient} store={store} lightTheme={lightTheme} darkTheme={darkTheme}>
        <TenantApp onScope={store.setScope} />
      </AdminContext>
    </BrowserRouter>
  );
}
