import { useState } from "react";
import { type ApiError, toApiError } from "../../provider/api-error.ts";
import { useRefreshFields } from "./field-listing.ts";

/** Runs one change at a time, then reads the fields again. `run` answers undefined when it failed; `error` says why. */
export function useFieldAction() {
  const refresh = useRefreshFields();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setError(null);
    try {
      const done = await work();
      await refresh();
      return done;
    } catch (failure) {
      setError(toApiError(failure));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy, error, clear: () => setError(null) };
}
