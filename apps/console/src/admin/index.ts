export { adminRoutes } from "./AdminRoutes.tsx";
