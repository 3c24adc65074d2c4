import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { QueryState } from "../admin/QueryState.tsx";
import { toApiError } from "../provider/api-error.ts";

/** A query's states: loading, error, not there, or its data. */
export function PageState<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const code = query.isError ? toApiError(query.error).code : null;
  if (code === "not_found" || code === "bad_request") return <NotFound />;
  return <QueryState query={query}>{children}</QueryState>;
}

/** Says that an address leads to nothing here, and where to go. */
export function NotFound() {
  const translate = useTranslate();
  return (
    <StateBlock title={translate("workflow.not_found.title")} detail={translate("workflow.not_found.detail")}>
      <Button component={Link} to="/workflows" variant="outlined">
        {translate("workflow.not_found.back")}
      </Button>
    </StateBlock>
  );
}

type StateBlockProps = {
  readonly title: string;
  readonly detail: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
};

/** What stands where content would be: what this is, and the next step. */
export function StateBlock({ title, detail, icon, children }: StateBlockProps) {
  return (
    <Box role="status" sx={{ display: "grid", justifyItems: "center", gap: 1, textAlign: "center", p: 5 }}>
      {icon}
      <Typography variant="h2" component="p" sx={{ m: 0 }}>
        {title}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ maxWidth: 420 }}>
        {detail}
      </Typography>
      <Box sx={{ display: "flex", gap: 1, mt: 1 }}>{children}</Box>
    </Box>
  );
}
