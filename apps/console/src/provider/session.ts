import type { SessionOutput, TenantId } from "@catalyst/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "./trpc-client.ts";

const SESSION_KEY = ["session"];

/** Who is signed in, in which tenant. */
export function useSession() {
  return useQuery<SessionOutput>({
    queryKey: SESSION_KEY,
    queryFn: () => trpc.session.me.query(),
    staleTime: 60_000,
    retry: false,
  });
}

/** Goes to another tenant and forgets everything of the last one. */
export function useSwitchTenant(): (tenantId: TenantId) => Promise<void> {
  const client = useQueryClient();
  return async (tenantId) => {
    const session = await trpc.session.switchTenant.mutate({ tenantId });
    client.clear();
    client.setQueryData(SESSION_KEY, session);
  };
}
