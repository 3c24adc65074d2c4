import type { FieldDefinition, FieldStatus, SlotUsage } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import { useTranslate } from "react-admin";
import { trpc } from "../../../provider/trpc-client.ts";
import { IndexQuota, isFull } from "../IndexQuota.tsx";
import { SwitchRow } from "../SwitchRow.tsx";
import { useFieldAction } from "../use-field-action.ts";
import { BuildProgress } from "./BuildProgress.tsx";
import { RecordLinks } from "./RecordLinks.tsx";

export type IndexSettingProps = {
  readonly field: FieldDefinition;
  readonly status: FieldStatus | null;
  readonly usage: SlotUsage;
};

/** The index that keeps filters and sorts fast: its place, its progress, and what does not fit it. */
export function IndexSetting({ field, status, usage }: IndexSettingProps) {
  const translate = useTranslate();
  const { run, isBusy, error } = useFieldAction();
  const isOn = field.indexState === "building" || field.indexState === "ready";
  const set = (indexed: boolean) =>
    void run(async () => (field.fieldId ? trpc.fields.setIndexed.mutate({ fieldId: field.fieldId, indexed }) : null));
  const isMoving = status?.search?.state === "building" || status?.search?.state === "releasing";
  return (
    <div>
      <SwitchRow
        label={translate("admin.fields.indexed")}
        hint={translate(isOn ? "admin.fields.indexed_on" : "admin.fields.indexed_help")}
        refusal={!isOn && isFull(usage) ? translate("admin.fields.no_place") : undefined}
        checked={isOn}
        busy={isBusy}
        onChange={set}
      />
      {isMoving && status?.search ? (
        <BuildProgress field={field} status={status.search} index="search" />
      ) : isOn ? null : (
        <IndexQuota usage={usage} adding={false} />
      )}
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {status && status.slotErrors.count > 0 ? (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {translate("admin.fields.misfits", { smart_count: status.slotErrors.count })}
          <RecordLinks records={status.slotErrors.samples} />
        </Alert>
      ) : null}
    </div>
  );
}
