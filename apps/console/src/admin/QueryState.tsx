import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import type { ReactNode } from "react";
import { toApiError } from "../provider/api-error.ts";

type QueryStateProps<T> = { readonly query: UseQueryResult<T>; readonly children: (data: T) => ReactNode };

const SKELETON_ROWS = ["a", "b", "c", "d", "e"];

/** Loading, error with retry and request id, or the data. */
export function QueryState<T>({ query, children }: QueryStateProps<T>) {
  const translate = useTranslate();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    const error = toApiError(query.error);
    return (
      <Alert
        severity="error"
        sx={{ m: 2.5 }}
        action={
          <Button size="small" onClick={() => void query.refetch()}>
            {translate("admin.retry")}
          </Button>
        }
      >
        {error.message} {error.requestId ? translate("admin.request_id", { id: error.requestId }) : null}
      </Alert>
    );
  }
  return (
    <Box sx={{ p: 2.5 }} aria-busy="true" aria-label={translate("admin.loading")}>
      {SKELETON_ROWS.map((row) => (
        <Skeleton key={row} height={46} animation={false} />
      ))}
    </Box>
  );
}
