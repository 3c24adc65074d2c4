import { ratingMax } from "@catalyst/custom-fields";
import StarIcon from "@mui/icons-material/Star";
import StarBorderIcon from "@mui/icons-material/StarBorder";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import type { FieldDisplayProps } from "../field-props.ts";

/** Stars, read out as "4 of 5 stars". */
export function RatingDisplay({ field, value }: FieldDisplayProps) {
  const translate = useTranslate();
  const max = ratingMax(field.config);
  const stars = Number(value);
  return (
    <Box
      component="span"
      role="img"
      aria-label={translate("field_type.rating.value", { value: stars, max })}
      sx={{ display: "inline-flex", verticalAlign: "middle", "& svg": { fontSize: 16 } }}
    >
      {Array.from({ length: Math.max(max, stars) }, (_unused, index) =>
        index < stars ? (
          <StarIcon key={index} sx={{ color: ({ palette }) => palette.option.amber.dot }} />
        ) : (
          <StarBorderIcon key={index} sx={{ color: "control" }} />
        ),
      )}
    </Box>
  );
}
