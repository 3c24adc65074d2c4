import type { FieldDefinition, FieldId } from "@catalyst/contracts";
import { byPosition } from "@catalyst/custom-fields";

/** A section of the page: its fields in order. */
export type FieldGroup = { readonly title: string; readonly fields: readonly FieldDefinition[] };
/** Where a field goes: into a section, before another field, or at its end. */
export type Move = { readonly key: string; readonly section: string; readonly before: string | null };
/** A field's new place, as it is sent. */
export type Place = { readonly fieldId: FieldId; readonly section: string; readonly position: number };

/** A field that the tenant made; those that come with the product stay as and where they are. Pure. */
export function isOwn(field: FieldDefinition): field is FieldDefinition & { readonly fieldId: FieldId } {
  return field.fieldId !== null && !field.system;
}

/** Fields by section, each section where its first field stands. Pure. */
export function groupFields(fields: readonly FieldDefinition[]): readonly FieldGroup[] {
  const groups = new Map<string, FieldDefinition[]>();
  for (const field of [...fields].sort(byPosition)) {
    const group = groups.get(field.section);
    if (group) group.push(field);
    else groups.set(field.section, [field]);
  }
  return [...groups].map(([title, members]) => ({ title, fields: members }));
}

/** The places that a move changes; fields that come with the product stay where they are. Pure. */
export function placesAfterMove(fields: readonly FieldDefinition[], move: Move): readonly Place[] {
  const moved = fields.find((field) => field.key === move.key);
  if (!moved || !isOwn(moved) || move.before === move.key) return [];
  const groups = groupFields(fields.filter((field) => field.key !== move.key)).map((group) => ({ ...group }));
  if (!groups.some((group) => group.title === move.section)) groups.push({ title: move.section, fields: [] });
  const order = groups.flatMap((group) =>
    group.title === move.section
      ? inserted(group.fields, { ...moved, section: move.section }, move.before)
      : group.fields,
  );
  return changedPlaces(fields, order);
}

/** The places of all fields of a section under its new name. Pure. */
export function placesAfterRename(group: FieldGroup, title: string): readonly Place[] {
  return group.fields.flatMap((field) =>
    isOwn(field) ? [{ fieldId: field.fieldId, section: title, position: field.position }] : [],
  );
}

/** The field that a step up or down goes before; undefined where there is no way. Pure. */
export function stepTarget(group: FieldGroup, key: string, step: -1 | 1): string | null | undefined {
  const at = group.fields.findIndex((field) => field.key === key);
  if (step === -1) return at > 0 ? group.fields[at - 1]?.key : undefined;
  if (at === -1 || at === group.fields.length - 1) return undefined;
  return group.fields[at + 2]?.key ?? null;
}

function inserted(
  fields: readonly FieldDefinition[],
  moved: FieldDefinition,
  before: string | null,
): readonly FieldDefinition[] {
  const at = fields.findIndex((field) => field.key === before);
  return at === -1 ? [...fields, moved] : [...fields.slice(0, at), moved, ...fields.slice(at)];
}

/** Positions that keep the order; custom fields share the room between the fixed ones beside them. */
function changedPlaces(before: readonly FieldDefinition[], order: readonly FieldDefinition[]): readonly Place[] {
  const places: Place[] = [];
  let at = 0;
  while (at < order.length) {
    const end = runEnd(order, at);
    const room = end - at + 1;
    const low = order[at - 1]?.position ?? (order[end]?.position ?? room) - room;
    const high = order[end]?.position ?? low + room;
    for (let index = at; index < end; index += 1) {
      const field = order[index];
      const position = low + ((high - low) * (index - at + 1)) / room;
      if (field && isOwn(field)) places.push({ fieldId: field.fieldId, section: field.section, position });
    }
    at = end + 1;
  }
  const known = new Map(before.map((field) => [field.fieldId, field]));
  return places.filter(({ fieldId, section, position }) => {
    const was = known.get(fieldId);
    return was?.section !== section || was.position !== position;
  });
}

/** End of a run of fields that can be placed freely. */
function runEnd(order: readonly FieldDefinition[], start: number): number {
  const fixed = order.findIndex((field, index) => index >= start && !isOwn(field));
  return fixed === -1 ? order.length : fixed;
}
