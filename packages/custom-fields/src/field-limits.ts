import {
  CURRENCY_LIMIT,
  EXPRESSION_LIMIT,
  FIELD_LIMIT,
  HELP_LIMIT,
  LABEL_LIMIT,
  OPTION_LABEL_LIMIT,
  OPTION_LIMIT,
  PATTERN_LIMIT,
  SECTION_LIMIT,
  type FieldLimits,
} from "@catalyst/contracts";
import { JSON_LIMIT } from "./field-type/json/json.ts";
import { LONG_TEXT_LIMIT } from "./field-type/long-text/long-text.ts";
import { RATING_LIMIT } from "./field-type/rating/rating.ts";
import { RELATION_LIMIT } from "./field-type/relation/relation.ts";
import { TEXT_LIMIT } from "./field-type/text/text.ts";

/** Every limit of fields and their values, for screens and developers. */
export const FIELD_LIMITS: FieldLimits = {
  fields: FIELD_LIMIT,
  label: LABEL_LIMIT,
  help: HELP_LIMIT,
  section: SECTION_LIMIT,
  options: OPTION_LIMIT,
  optionLabel: OPTION_LABEL_LIMIT,
  currencies: CURRENCY_LIMIT,
  pattern: PATTERN_LIMIT,
  expression: EXPRESSION_LIMIT,
  text: TEXT_LIMIT,
  longText: LONG_TEXT_LIMIT,
  json: JSON_LIMIT,
  relationTargets: RELATION_LIMIT,
  ratingStars: RATING_LIMIT,
};
