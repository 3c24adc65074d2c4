import type { FieldValue, FieldValues, Principal } from "@catalyst/contracts";
import type { BenchField } from "./fields.ts";
import { DOMAIN } from "./plan.ts";

/** A prime, so that values of neighbouring records differ. */
const STRIDE = 7_919;

/** Values of a record that a client would send: of these fields, each filled, others with each number. */
export function sampleValues(fields: readonly BenchField[], index: number, principal: Principal): FieldValues {
  const values: Record<string, FieldValue> = { name: `Asset ${index}` };
  for (const [place, field] of fields.entries()) values[field.key] = sampleValue(field, index + place, principal);
  return values;
}

function sampleValue({ input }: BenchField, index: number, principal: Principal): FieldValue {
  const drawn = index * STRIDE;
  switch (input.type) {
    case "number":
      return drawn % DOMAIN.score;
    case "date":
      return new Date(Date.UTC(2000, 0, 1 + (drawn % DOMAIN.days))).toISOString().slice(0, 10);
    case "boolean":
      return index % 2 === 0;
    case "user":
      return principal.principalId;
    case "select":
      return `region_${drawn % DOMAIN.percent}`;
    default:
      return input.unique ? `${input.label} ${index} ${performance.timeOrigin}` : `Text ${drawn % 5_000}`;
  }
}
