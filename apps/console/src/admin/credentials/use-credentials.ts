import type { CredentialSecret, CredentialSummary } from "@catalyst/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotify } from "react-admin";
import { trpc } from "../../provider/trpc-client.ts";

const CREDENTIALS_KEY = ["credentials"];

/** What is to be saved; without `secret` the stored one stays. */
export type CredentialChange = { readonly name: string; readonly host: string; readonly secret?: CredentialSecret };

/** The tenant's credentials, without their secrets. */
export function useCredentials() {
  return useQuery({ queryKey: CREDENTIALS_KEY, queryFn: () => trpc.credentials.list.query() });
}

/** Saves a new or a stored credential. Throws what the server says. */
export function useSaveCredential() {
  const notify = useNotify();
  const client = useQueryClient();
  return async (stored: CredentialSummary | null, { secret, ...change }: CredentialChange): Promise<void> => {
    if (stored) {
      const { credentialId, version } = stored;
      await trpc.credentials.update.mutate({ credentialId, version, ...change, ...(secret ? { secret } : {}) });
    } else if (secret) await trpc.credentials.create.mutate({ ...change, secret });
    await client.invalidateQueries({ queryKey: CREDENTIALS_KEY });
    notify("credential.saved", { type: "success" });
  };
}

/** Deletes a credential. Throws what the server says. */
export function useDeleteCredential() {
  const notify = useNotify();
  const client = useQueryClient();
  return async ({ credentialId }: CredentialSummary): Promise<void> => {
    await trpc.credentials.delete.mutate({ credentialId });
    await client.invalidateQueries({ queryKey: CREDENTIALS_KEY });
    notify("credential.deleted", { type: "success" });
  };
}
