import type { FieldDefinition } from "@catalyst/contracts";

/** One titled group of a form. */
export type FormSection = { readonly title: string; readonly fields: readonly FieldDefinition[] };

/** Fields of a form in sections, without stamps and what is archived: each section stands where its first field does. */
export function formLayout(fields: readonly FieldDefinition[]): readonly FormSection[] {
  const sections = new Map<string, FieldDefinition[]>();
  for (const field of [...fields].sort(byPosition)) {
    if (isStamp(field) || field.archivedAt !== null) continue;
    const section = sections.get(field.section);
    if (section === undefined) sections.set(field.section, [field]);
    else section.push(field);
  }
  return [...sections].map(([title, members]) => ({ title, fields: members }));
}

/** What the product writes about the record itself; computed fields are none, people want to see them. */
function isStamp(field: FieldDefinition): boolean {
  return field.readOnly && field.storage.kind === "header";
}

/** Display order: position, then key, so that equal positions never shuffle. */
export function byPosition(left: FieldDefinition, right: FieldDefinition): number {
  return left.position - right.position || (left.key < right.key ? -1 : 1);
}
