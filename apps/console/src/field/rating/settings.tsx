import { RATING_LIMIT, ratingMax } from "@catalyst/custom-fields";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { toConfig } from "../../admin/fields/field-draft.ts";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";

const FEWEST = 2;
const CHOICES = Array.from({ length: RATING_LIMIT - FEWEST + 1 }, (_unused, index) => FEWEST + index);

/** How many stars there are. */
export function RatingSettings({ draft, onChange }: TypeSettingsProps) {
  const translate = useTranslate();
  return (
    <TextField
      select
      label={translate("field_type.rating.max")}
      value={ratingMax(toConfig(draft))}
      onChange={(event) => onChange({ texts: { ...draft.texts, max: String(event.target.value) } })}
    >
      {CHOICES.map((stars) => (
        <MenuItem key={stars} value={stars}>
          {stars}
        </MenuItem>
      ))}
    </TextField>
  );
}
