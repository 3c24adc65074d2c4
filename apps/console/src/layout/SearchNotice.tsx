import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata } from "../provider/metadata.ts";
import type { RecordSearch } from "./use-global-search.ts";

/** What is to be said beside the results: that the search failed, or that it may lack some yet. */
export function SearchNotice({ search }: { readonly search: RecordSearch }) {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  if (search.error)
    return (
      <Alert
        severity="error"
        sx={{ mt: 1 }}
        action={
          <Button color="inherit" size="small" onClick={search.retry}>
            {translate("state.retry")}
          </Button>
        }
      >
        {toApiError(search.error).message}
      </Alert>
    );
  const [first] = search.reindexing;
  if (!first) return null;
  const label = entityTypes.find((type) => type.key === first.entityType)?.labelPlural ?? first.entityType;
  return (
    <Typography role="status" variant="caption" color="text.secondary" sx={{ px: 1.5, py: 1 }}>
      {translate("layout.search_reindexing", { label, progress: first.progress })}
    </Typography>
  );
}
