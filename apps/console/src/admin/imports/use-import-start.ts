import type { ImportCheck } from "@catalyst/contracts";
import { useState } from "react";
import { type ApiError, toApiError } from "../../provider/api-error.ts";
import { useRefreshMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";

type StartInput = Parameters<typeof trpc.imports.start.mutate>[0];

/** Checks a mapping over all rows without writing, or starts the import. */
export function useImportStart(onStarted: () => void) {
  const refresh = useRefreshMetadata();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ImportCheck | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(toApiError(failure));
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    outcome,
    error,
    check: (input: StartInput) => run(async () => setOutcome(await trpc.imports.checkMapping.query(input))),
    start: (input: StartInput) =>
      run(async () => {
        await trpc.imports.start.mutate(input);
        await refresh();
        onStarted();
      }),
  };
}
