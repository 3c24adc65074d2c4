export { adminRoutes } from "./AdminRoutes.tsx";
export { adminMessages } from "./messages.ts";
