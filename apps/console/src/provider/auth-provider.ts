import type { Action } from "@catalyst/contracts";
import type { QueryClient } from "@tanstack/react-query";
import type { AuthProvider } from "react-admin";
import { toApiError } from "./api-error.ts";
import { signIn, signOut } from "./sign-in.ts";
import { trpc } from "./trpc-client.ts";

/** Rights that react-admin's own actions need; pages of ours ask for ours. */
const RECORD_ACTIONS: Readonly<Record<string, Action>> = {
  list: "records.read",
  show: "records.read",
  create: "records.create",
  edit: "records.update",
  delete: "records.delete",
  export: "records.read",
};

/** react-admin's sign-in over better-auth; rights come with the metadata and are enforced by the server. */
export function createAuthProvider(queryClient: QueryClient): AuthProvider {
  const metadata = () =>
    queryClient.fetchQuery({ queryKey: ["metadata"], queryFn: () => trpc.metadata.get.query(), staleTime: 30_000 });
  return {
    login: async ({ username, password }: { username: string; password: string }) => {
      await signIn(username, password);
      await queryClient.resetQueries();
    },
    logout: async () => {
      await signOut().catch((error: unknown) => {
        // Without a session there is nothing to end.
        if (!(error instanceof Error)) throw error;
      });
      await queryClient.resetQueries();
    },
    checkAuth: async () => {
      await queryClient.fetchQuery({
        queryKey: ["session"],
        queryFn: () => trpc.session.me.query(),
        staleTime: 60_000,
        retry: false,
      });
    },
    checkError: async (error: Error & { status?: number }) => {
      if (error.status === 401) throw error;
    },
    getIdentity: async () => {
      const { user } = await trpc.session.me.query();
      return { id: user.id, fullName: user.name };
    },
    canAccess: async ({ action }) => {
      const needed = RECORD_ACTIONS[action];
      if (!needed) return true;
      try {
        return (await metadata()).actions.includes(needed);
      } catch (error) {
        if (toApiError(error).httpStatus === 401) return false;
        throw error;
      }
    },
  };
}
