import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import type { AppRouter } from "@catalyst/server/router";

/** Refuses cross-site forms: a page of another origin can't set it without asking first. */
const headers = { "x-catalyst-client": "1" };
const url = "/trpc";

/**
 * The one way to the server. Lists go alone, so that they can be aborted (a batch is aborted only as a whole);
 * small reads are batched.
 */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) =>
        operation.type === "query" && (operation.path.endsWith(".get") || operation.path.endsWith(".getMany")),
      true: httpBatchLink({ url, headers, maxItems: 20 }),
      false: httpLink({ url, headers }),
    }),
  ],
});
