import type { FieldValue } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { type FormEvent, type ReactNode, useState } from "react";

type ListValueFormProps = {
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  readonly onDone: () => void;
  readonly children: (chosen: readonly string[], choose: (next: readonly string[]) => void) => ReactNode;
};

/** A list that is chosen piece by piece and then applied at once. */
export function ListValueForm({ value, onChange, onDone, children }: ListValueFormProps) {
  const translate = useTranslate();
  const [chosen, setChosen] = useState<readonly string[]>(Array.isArray(value) ? value.map(String) : []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onDone();
    onChange(chosen);
  };
  return (
    <form onSubmit={submit}>
      {children(chosen, setChosen)}
      <Button type="submit" variant="contained" size="small" disabled={chosen.length === 0} sx={{ mt: 1.5 }}>
        {translate("filter.apply")}
      </Button>
    </form>
  );
}
