import type { EntityType } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Button from "@mui/material/Button";
import FormControl from "@mui/material/FormControl";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormLabel from "@mui/material/FormLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import { useTranslate } from "react-admin";
import { useMemo, useState } from "react";
import { useFormContext } from "react-hook-form";
import { FieldDisplay } from "../field/registry.tsx";
import type { ScreenRecord } from "../provider/records-of.ts";
import { type ConflictingField, findConflict } from "./conflict.ts";

type ConflictNoticeProps = { readonly entityType: EntityType; readonly theirs: ScreenRecord; readonly onResolved: () => void };

/** Somebody else saved meanwhile: one row a field, yours or theirs. The draft is kept; nothing is lost by looking. */
export function ConflictNotice({ entityType, theirs, onResolved }: ConflictNoticeProps) {
  const translate = useTranslate();
  const { getValues, setValue, formState } = useFormContext();
  const [chosen, setChosen] = useState<Readonly<Record<string, "mine" | "theirs">>>({});
  const conflict = useMemo(
    () => findConflict(entityType, { base: formState.defaultValues ?? {}, mine: getValues(), theirs }),
    [entityType, formState.defaultValues, getValues, theirs],
  );
  const apply = () => {
    for (const [key, value] of Object.entries(conflict.theirChanges)) setValue(`fields.${key}`, value, { shouldDirty: true });
    for (const { field, theirs: value } of conflict.choices) if (chosen[field.key] === "theirs") setValue(`fields.${field.key}`, value, { shouldDirty: true });
    setValue("version", theirs.version, { shouldDirty: true });
    onResolved();
  };
  return (
    <Alert severity="warning" sx={{ width: "100%", mb: 2 }}>
      <AlertTitle>{translate("conflict.title")}</AlertTitle>
      {translate(conflict.choices.length > 0 ? "conflict.choose" : "conflict.nothing_to_choose")}
      {conflict.choices.map((choice) => (
        <Choice key={choice.field.key} choice={choice} record={theirs} value={chosen[choice.field.key] ?? "mine"} onChange={(side) => setChosen({ ...chosen, [choice.field.key]: side })} />
      ))}
      <Button variant="outlined" size="small" sx={{ mt: 1, display: "block" }} onClick={apply}>
        {translate("conflict.apply")}
      </Button>
    </Alert>
  );
}

type ChoiceProps = { readonly choice: ConflictingField; readonly record: ScreenRecord; readonly value: "mine" | "theirs"; readonly onChange: (side: "mine" | "theirs") => void };

function Choice({ choice, record, value, onChange }: ChoiceProps) {
  const translate = useTranslate();
  const label = (side: "mine" | "theirs") => (
    <span>
      {translate(`conflict.${side}`)} <FieldDisplay field={choice.field} value={choice[side]} record={record} />
    </span>
  );
  return (
    <FormControl sx={{ display: "block", mt: 1 }}>
      <FormLabel sx={{ fontWeight: 600 }}>{choice.field.label}</FormLabel>
      <RadioGroup row value={value} onChange={(_event, side) => onChange(side === "theirs" ? "theirs" : "mine")}>
        <FormControlLabel value="mine" control={<Radio size="small" />} label={label("mine")} />
        <FormControlLabel value="theirs" control={<Radio size="small" />} label={label("theirs")} />
      </RadioGroup>
    </FormControl>
  );
}
