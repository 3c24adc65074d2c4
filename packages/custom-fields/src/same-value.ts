import type { FieldValue } from "@catalyst/contracts";

/** Whether two canonical values are the same; keys of objects have no order. */
export function sameValue(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  const [one, other] = [left ?? null, right ?? null];
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  if (Array.isArray(one) || Array.isArray(other))
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length
      ? one.every((item, index) => sameValue(item, other[index]))
      : false;
  const entries = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && sameValue(value, others.get(key)))
  );
}
