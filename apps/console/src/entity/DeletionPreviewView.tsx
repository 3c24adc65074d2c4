import type { DeletionPreview } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import LinearProgress from "@mui/material/LinearProgress";
import { useTranslate } from "react-admin";
import { DeletionGroups } from "./DeletionGroups.tsx";

type DeletionPreviewViewProps = { readonly preview: DeletionPreview | null; readonly count: number };

/** What a deletion would do, before it is done. */
export function DeletionPreviewView({ preview, count }: DeletionPreviewViewProps) {
  const translate = useTranslate();
  if (!preview) return <LinearProgress aria-label={translate("record.delete_checking")} />;
  if (preview.refused.length > 0)
    return (
      <Alert severity="warning" icon={false}>
        <DeletionGroups title={translate("record.delete_refused")} groups={preview.refused} />
      </Alert>
    );
  return (
    <>
      {translate("record.delete_hint", { smart_count: count })}
      {preview.total > count ? (
        <DeletionGroups title={translate("record.delete_along")} groups={preview.deleted} />
      ) : null}
      <DeletionGroups title={translate("record.delete_cleared")} groups={preview.cleared} />
      {preview.atOnce ? null : (
        <Alert severity="info" sx={{ mt: 1.5 }}>
          {translate("record.delete_large")}
        </Alert>
      )}
    </>
  );
}
