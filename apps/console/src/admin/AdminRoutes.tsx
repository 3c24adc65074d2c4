import { CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";
import { EntityTypesPage } from "./EntityTypesPage.tsx";
import { FieldsPage } from "./fields/FieldsPage.tsx";
import { ImportPage } from "./imports/ImportPage.tsx";
import { ImportsPage } from "./imports/ImportsPage.tsx";
import { NewImportPage } from "./imports/NewImportPage.tsx";
import { MailboxPage } from "./MailboxPage.tsx";
import { MembersPage } from "./MembersPage.tsx";

/** The administration pages; a function and not a component, since react-admin looks at its children's types. */
export function adminRoutes() {
  return (
    <CustomRoutes>
      <Route path="/settings/fields" element={<FieldsPage />} />
      <Route path="/settings/fields/:entityType" element={<FieldsPage />} />
      <Route path="/settings/entity-types" element={<EntityTypesPage />} />
      <Route path="/settings/members" element={<MembersPage />} />
      <Route path="/imports" element={<ImportsPage />} />
      <Route path="/imports/new" element={<NewImportPage />} />
      <Route path="/imports/:importId" element={<ImportPage />} />
      <Route path="/mailbox" element={<MailboxPage />} />
    </CustomRoutes>
  );
}
