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
  if (input.unique) return `${input.label} ${index} ${performance.timeOrigin}`;
  if (input.type === "number") return drawn % DOMAIN.score;
  if (input.type === "date") return new Date(Date.UTC(2000, 0, 1 + (drawn % DOMAIN.days))).toISOString().slice(0, 10);
  if (input.type === "boolean") return index % 2 === 0;
  if (input.type === "user") return principal.principalId;
  if (input.type === "select") return `region_${drawn % DOMAIN.percent}`;
  return `Text ${drawn % 5_000}`;
}
