import { ratingMax } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import FormHelperText from "@mui/material/FormHelperText";
import FormLabel from "@mui/material/FormLabel";
import Rating from "@mui/material/Rating";
import { useTranslate } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useFieldInput } from "../use-field-input.ts";
import { STAR_LOOK } from "./star-look.ts";

/** Stars to press, or to walk with the arrow keys; pressing the chosen one takes the rating away. */
export function RatingFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  const { id, value, onChange, onBlur, label, invalid, note } = useFieldInput(props);
  return (
    <Box role="group" aria-labelledby={`${id}-label`} sx={{ display: "flex", flexDirection: "column" }}>
      <FormLabel
        id={`${id}-label`}
        component="span"
        error={invalid}
        sx={{ fontSize: 12, fontWeight: 500, mb: 0.5, lineHeight: "16px" }}
      >
        {label}
      </FormLabel>
      <Rating
        name={id}
        max={ratingMax(props.field.config)}
        value={typeof value === "number" ? value : null}
        onChange={(_event, stars) => onChange(stars)}
        onBlur={onBlur}
        emptyLabelText={translate("field_type.rating.none")}
        getLabelText={(stars) => translate("field_type.rating.stars", { smart_count: stars })}
        sx={{
          ...STAR_LOOK,
          alignSelf: "start",
          minHeight: 34,
          alignItems: "center",
          "& .MuiSvgIcon-root": { fontSize: 24 },
        }}
      />
      {note ? <FormHelperText error={invalid}>{note}</FormHelperText> : null}
    </Box>
  );
}
