import FormControlLabel from "@mui/material/FormControlLabel";
import Skeleton from "@mui/material/Skeleton";
import Switch from "@mui/material/Switch";
import { useTranslate } from "react-admin";
import { Suspense, useEffect } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { FieldInput } from "../../field/FieldInput.tsx";
import { capabilities, previewField } from "./field-draft.ts";
import type { FieldFormProps } from "./FieldForm.tsx";

/** The value that new records begin with, typed like the field; dates and people can be "today" and "me". */
export function DefaultValueInput({ draft, entityType, onChange }: FieldFormProps) {
  const translate = useTranslate();
  const [dynamic] = capabilities(draft).dynamicDefaults;
  const isDynamic = dynamic !== undefined && draft.defaultValue === dynamic;
  return (
    <div>
      {dynamic === undefined ? null : (
        <FormControlLabel
          control={
            <Switch checked={isDynamic} onChange={(_event, on) => onChange({ defaultValue: on ? dynamic : null })} />
          }
          label={translate(`admin.fields.default_${dynamic}`)}
        />
      )}
      {isDynamic ? null : <FixedDefault draft={draft} entityType={entityType} onChange={onChange} />}
    </div>
  );
}

type FixedDefaultProps = Pick<FieldFormProps, "draft" | "entityType" | "onChange">;

function FixedDefault({ draft, entityType, onChange }: FixedDefaultProps) {
  const translate = useTranslate();
  const form = useForm<{ value: unknown }>({ defaultValues: { value: draft.defaultValue } });
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => onChange({ defaultValue: values.value }),
      }),
    [form, onChange],
  );
  const field = { ...previewField(draft, entityType), label: translate("admin.fields.default") };
  return (
    <FormProvider {...form}>
      <Suspense fallback={<Skeleton animation={false} height={56} />}>
        <FieldInput field={field} source="value" required={false} />
      </Suspense>
    </FormProvider>
  );
}
