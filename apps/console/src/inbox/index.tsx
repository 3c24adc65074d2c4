import { CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";
import { lazyPage } from "../page/lazy-page.tsx";

const ApprovalsPage = lazyPage(async () => (await import("./ApprovalsPage.tsx")).ApprovalsPage);
const ApproveLinkPage = lazyPage(async () => (await import("./ApproveLinkPage.tsx")).ApproveLinkPage);

/** The page of approvals; a function, since react-admin looks at its children's types. */
export function inboxRoutes() {
  return (
    <CustomRoutes>
      <Route path="/approvals" element={<ApprovalsPage />} />
    </CustomRoutes>
  );
}

/** Where the link of a mail leads: signed in or not, without the frame. */
export const APPROVE_LINK_ROUTE = (
  <Route key="approve" path="/approve/:tenantId/:waitId/:principalId/:token" element={<ApproveLinkPage />} />
);
