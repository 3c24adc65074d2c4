import { me } from "./session/me.ts";
import { switchTenant } from "./session/switch-tenant.ts";
import { createRouter } from "./trpc/trpc.ts";

/** Every procedure of the product; contracts/src/ROUTER.md says what each takes and gives. */
export const appRouter = createRouter({
  session: createRouter({ me, switchTenant }),
});

/** The router's type: all that the console knows of the server. */
export type AppRouter = typeof appRouter;
