import { CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";
import { lazyPage } from "../page/lazy-page.tsx";

const FieldsPage = lazyPage(async () => (await import("./fields/FieldsPage.tsx")).FieldsPage);
const EntityTypesPage = lazyPage(async () => (await import("./EntityTypesPage.tsx")).EntityTypesPage);
const MembersPage = lazyPage(async () => (await import("./MembersPage.tsx")).MembersPage);
const CredentialsPage = lazyPage(async () => (await import("./credentials/CredentialsPage.tsx")).CredentialsPage);
const ImportsPage = lazyPage(async () => (await import("./imports/ImportsPage.tsx")).ImportsPage);
const NewImportPage = lazyPage(async () => (await import("./imports/NewImportPage.tsx")).NewImportPage);
const ImportPage = lazyPage(async () => (await import("./imports/ImportPage.tsx")).ImportPage);
const MailboxPage = lazyPage(async () => (await import("./MailboxPage.tsx")).MailboxPage);

/** The administration pages, loaded when they are opened; a function, since react-admin looks at its children's types. */
export function adminRoutes() {
  return (
    <CustomRoutes>
      <Route path="/settings/fields" element={<FieldsPage />} />
      <Route path="/settings/fields/:entityType" element={<FieldsPage />} />
      <Route path="/settings/entity-types" element={<EntityTypesPage />} />
      <Route path="/settings/members" element={<MembersPage />} />
      <Route path="/settings/credentials" element={<CredentialsPage />} />
      <Route path="/imports" element={<ImportsPage />} />
      <Route path="/imports/new" element={<NewImportPage />} />
      <Route path="/imports/:importId" element={<ImportPage />} />
      <Route path="/mailbox" element={<MailboxPage />} />
    </CustomRoutes>
  );
}
