import type { EntityType } from "@catalyst/contracts";
import WarningAmberIcon from "@mui/icons-material/WarningAmber";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControl from "@mui/material/FormControl";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormLabel from "@mui/material/FormLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useMemo, useState } from "react";
import { useFormContext } from "react-hook-form";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import type { ScreenRecord } from "../provider/records-of.ts";
import { type ConflictingField, findConflict } from "./conflict.ts";

type ConflictNoticeProps = { readonly entityType: EntityType; readonly theirs: ScreenRecord };

/** Somebody else saved meanwhile: one row a field, yours or theirs. The draft is kept; nothing is lost by looking. */
export function ConflictNotice({ entityType, theirs }: ConflictNoticeProps) {
  const translate = useTranslate();
  const { getValues, setValue, formState } = useFormContext();
  const [chosen, setChosen] = useState<Readonly<Record<string, "mine" | "theirs">>>({});
  const conflict = useMemo(
    () => findConflict(entityType, { base: formState.defaultValues ?? {}, mine: getValues(), theirs }),
    [entityType, formState.defaultValues, getValues, theirs],
  );
  // The button submits the form right after: its one click takes over the choices and saves them.
  const apply = () => {
    for (const [key, value] of Object.entries(conflict.theirChanges))
      setValue(`fields.${key}`, value, { shouldDirty: true });
    for (const { field, theirs: value } of conflict.choices)
      if (chosen[field.key] === "theirs") setValue(`fields.${field.key}`, value, { shouldDirty: true });
    setValue("version", theirs.version, { shouldDirty: true });
  };
  return (
    <Alert
      severity="warning"
      icon={<WarningAmberIcon fontSize="small" />}
      ref={scrollIntoView}
      sx={({ palette }) => ({
        bgcolor: "background.paper",
        border: `1.5px solid ${palette.warning.main}`,
        color: "text.primary",
        "& .MuiAlert-icon": { color: "warning.main", py: 0.75 },
        "& .MuiAlert-message": { flex: 1, minWidth: 0 },
      })}
    >
      <AlertTitle sx={{ fontSize: 13, fontWeight: 600, mb: 0.25 }}>{translate("conflict.title")}</AlertTitle>
      {translate(conflict.choices.length > 0 ? "conflict.choose" : "conflict.nothing_to_choose")}
      {conflict.choices.map((choice) => (
        <Choice
          key={choice.field.key}
          choice={choice}
          record={theirs}
          value={chosen[choice.field.key] ?? "mine"}
          onChange={(side) => setChosen({ ...chosen, [choice.field.key]: side })}
        />
      ))}
      <Button type="submit" variant="contained" size="small" sx={{ mt: 1.5, display: "block" }} onClick={apply}>
        {translate("conflict.apply")}
      </Button>
    </Alert>
  );
}

/** The notice stands on top of the form, and Save was pressed at its foot. */
function scrollIntoView(notice: HTMLElement | null): void {
  notice?.scrollIntoView({ block: "nearest" });
}

type ChoiceProps = {
  readonly choice: ConflictingField;
  readonly record: ScreenRecord;
  readonly value: "mine" | "theirs";
  readonly onChange: (side: "mine" | "theirs") => void;
};

function Choice({ choice, record, value, onChange }: ChoiceProps) {
  const translate = useTranslate();
  const label = (side: "mine" | "theirs") => (
    <span>
      <Typography component="span" color="text.secondary">
        {translate(`conflict.${side}`)}
      </Typography>{" "}
      <Box component="span" sx={{ fontWeight: 600 }}>
        <FieldDisplay field={choice.field} value={choice[side]} record={record} />
      </Box>
    </span>
  );
  return (
    <FormControl
      sx={{
        display: "flex",
        flexDirection: "row",
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 2,
        rowGap: 0.5,
        mt: 1,
      }}
    >
      <FormLabel id={`conflict-${choice.field.key}`} sx={{ color: "text.primary", fontSize: 13, minWidth: 110 }}>
        {choice.field.label}
      </FormLabel>
      <RadioGroup
        row
        aria-labelledby={`conflict-${choice.field.key}`}
        value={value}
        onChange={(_event, side) => onChange(side === "theirs" ? "theirs" : "mine")}
        sx={{ gap: 1 }}
      >
        {SIDES.map((side) => (
          <FormControlLabel
            key={side}
            value={side}
            control={<Radio size="small" sx={{ p: 0.75 }} />}
            label={label(side)}
            sx={{
              m: 0,
              pr: 1.5,
              minWidth: 200,
              border: 1,
              borderRadius: 1,
              borderColor: value === side ? "primary.main" : "divider",
              bgcolor: value === side ? "accentSoft" : "transparent",
            }}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

const SIDES = ["mine", "theirs"] as const;
