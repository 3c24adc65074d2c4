import { ratingMax } from "@catalyst/custom-fields";
import Rating from "@mui/material/Rating";
import { useTranslate } from "react-admin";
import type { FieldDisplayProps } from "../field-props.ts";
import { STAR_LOOK } from "./star-look.ts";

/** Stars, read out as "4 of 5 stars". */
export function RatingDisplay({ field, value }: FieldDisplayProps) {
  const translate = useTranslate();
  const max = ratingMax(field.config);
  return (
    <Rating
      readOnly
      size="small"
      max={max}
      value={Number(value)}
      getLabelText={(stars) => translate("field.rating", { value: stars, max })}
      sx={STAR_LOOK}
    />
  );
}
