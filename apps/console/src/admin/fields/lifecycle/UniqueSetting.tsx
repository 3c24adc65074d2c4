import type { DuplicatePage } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { trpc } from "../../../provider/trpc-client.ts";
import { IndexQuota, isFull } from "../IndexQuota.tsx";
import { SwitchRow } from "../SwitchRow.tsx";
import { useFieldAction } from "../use-field-action.ts";
import { BuildProgress } from "./BuildProgress.tsx";
import { DuplicateList } from "./DuplicateList.tsx";
import type { IndexSettingProps } from "./IndexSetting.tsx";

/** Uniqueness: built only when the data allows it; otherwise the values that several records have are listed. */
export function UniqueSetting({ field, status, usage }: IndexSettingProps) {
  const translate = useTranslate();
  const { run, isBusy, error } = useFieldAction();
  const [duplicates, setDuplicates] = useState<DuplicatePage | null>(null);
  const set = async (unique: boolean) => {
    const { fieldId } = field;
    if (!fieldId) return;
    const answer = await run(() => trpc.fields.setUnique.mutate({ fieldId, unique }));
    setDuplicates(answer?.kind === "duplicates" ? answer.duplicates : null);
  };
  const index = status?.unique;
  return (
    <div>
      <SwitchRow
        label={translate("admin.fields.unique")}
        hint={translate("admin.fields.unique_help")}
        refusal={!field.unique && isFull(usage) ? translate("admin.fields.no_place") : undefined}
        checked={field.unique}
        busy={isBusy}
        onChange={(unique) => void set(unique)}
      />
      {index?.state === "building" || index?.state === "releasing" ? (
        <BuildProgress field={field} status={index} index="unique" />
      ) : field.unique ? null : (
        <IndexQuota usage={usage} adding={false} />
      )}
      {error ? (
        <Alert severity="error" sx={{ mt: 1 }}>
          {error.message}
        </Alert>
      ) : null}
      {index?.state === "failed" ? (
        <Alert severity="error" sx={{ mt: 1 }}>
          {index.error ?? translate("admin.fields.unique_failed")}
        </Alert>
      ) : null}
      {duplicates ? <DuplicateList field={field} first={duplicates} /> : null}
    </div>
  );
}
