import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "../state/ErrorState.tsx";
import { LoadingState } from "../state/LoadingState.tsx";

type QueryStateProps<T> = { readonly query: UseQueryResult<T>; readonly children: (data: T) => ReactNode };

/** Loading, error with retry and request id, or the data. */
export function QueryState<T>({ query, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState />;
}
