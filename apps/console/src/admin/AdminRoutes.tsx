import { CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";
import type { ComponentType } from "react";
import { lazyPage } from "../page/lazy-page.tsx";
import { addTexts } from "../texts.ts";

const FieldsPage = adminPage(async () => (await import("./fields/FieldsPage.tsx")).FieldsPage);
const EntityTypesPage = adminPage(async () => (await import("./EntityTypesPage.tsx")).EntityTypesPage);
const MembersPage = adminPage(async () => (await import("./MembersPage.tsx")).MembersPage);
const CredentialsPage = adminPage(async () => (await import("./credentials/CredentialsPage.tsx")).CredentialsPage);
const RetentionPage = adminPage(async () => (await import("./RetentionPage.tsx")).RetentionPage);
const ImportsPage = adminPage(async () => (await import("./imports/ImportsPage.tsx")).ImportsPage);
const NewImportPage = adminPage(async () => (await import("./imports/NewImportPage.tsx")).NewImportPage);
const ImportPage = adminPage(async () => (await import("./imports/ImportPage.tsx")).ImportPage);
const MailboxPage = adminPage(async () => (await import("./MailboxPage.tsx")).MailboxPage);

/** A page, loaded with the texts of administration. */
function adminPage(load: () => Promise<ComponentType>): ComponentType {
  return lazyPage(async () => {
    const [page, { adminTexts }] = await Promise.all([load(), import("./admin-texts.ts")]);
    addTexts(adminTexts);
    return page;
  });
}

/** The administration pages, loaded when they are opened; a function, since react-admin looks at its children's types. */
export function adminRoutes() {
  return (
    <CustomRoutes>
      <Route path="/settings/fields" element={<FieldsPage />} />
      <Route path="/settings/fields/:entityType" element={<FieldsPage />} />
      <Route path="/settings/entity-types" element={<EntityTypesPage />} />
      <Route path="/settings/members" element={<MembersPage />} />
      <Route path="/settings/credentials" element={<CredentialsPage />} />
      <Route path="/settings/retention" element={<RetentionPage />} />
      <Route path="/imports" element={<ImportsPage />} />
      <Route path="/imports/new" element={<NewImportPage />} />
      <Route path="/imports/:importId" element={<ImportPage />} />
      <Route path="/mailbox" element={<MailboxPage />} />
    </CustomRoutes>
  );
}
