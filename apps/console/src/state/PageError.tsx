import type { ErrorProps } from "react-admin";
import { ErrorState } from "./ErrorState.tsx";

/** A page that broke while it was drawn; only loading it anew is sure to help. */
export function PageError({ error }: Pick<ErrorProps, "error">) {
  return <ErrorState level="h1" error={error} onRetry={() => window.location.reload()} />;
}
