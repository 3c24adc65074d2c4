import type { FieldDefinition } from "@catalyst/contracts";

/** One titled group of a form. */
export type FormSection = { readonly title: string; readonly fields: readonly FieldDefinition[] };

/** Fields that people fill in, in sections: each section stands where its first field does. */
export function formLayout(fields: readonly FieldDefinition[]): readonly FormSection[] {
  const sections = new Map<string, FieldDefinition[]>();
  for (const field of [...fields].sort(byPosition)) {
    if (field.readOnly || field.archivedAt !== null) continue;
    const section = sections.get(field.section);
    if (section === undefined) sections.set(field.section, [field]);
    else section.push(field);
  }
  return [...sections].map(([title, members]) => ({ title, fields: members }));
}

/** Display order: position, then key, so that equal positions never shuffle. */
export function byPosition(left: FieldDefinition, right: FieldDefinition): number {
  return left.position - right.position || (left.key < right.key ? -1 : 1);
}
