import { type FieldDefinition, type Problem, RecordId } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";

/** What a name is looked up among: the members of the tenant, or the records of an entity type, by its key. */
export type NameTarget = string;
/** The target of fields that hold people; no entity type has this key. */
export const PEOPLE: NameTarget = "people";

/** Ids by name, by what they are names of. */
export type KnownNames = ReadonlyMap<NameTarget, ReadonlyMap<string, readonly string[]>>;

type Cell = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** What a field's cells may name, or null where they hold the value itself. */
export function nameTarget(field: FieldDefinition): NameTarget | null {
  const { comparison } = fieldTypeOf(field);
  if (comparison === "user") return PEOPLE;
  return comparison === "relation" ? (field.config.targetEntityType ?? null) : null;
}

/** A name as it is looked up: people by name or e-mail address in any case, records exactly. */
export function lookedUp(target: NameTarget, name: string): string {
  return target === PEOPLE ? name.toLowerCase() : name;
}

/** The names in a batch of rows, by what they are names of; ids are none. */
export function namesIn(
  rows: readonly (readonly string[])[],
  columns: readonly (FieldDefinition | null)[],
): ReadonlyMap<NameTarget, ReadonlySet<string>> {
  const found = new Map<NameTarget, Set<string>>();
  for (const [index, field] of columns.entries()) {
    const target = field === null ? null : nameTarget(field);
    if (field === null || target === null) continue;
    const names = found.get(target) ?? new Set();
    found.set(target, names);
    for (const name of rows.flatMap((cells) => parts(cells[index] ?? "", field)).filter((one) => !isId(one)))
      names.add(lookedUp(target, name));
  }
  return found;
}

/** A cell with ids in the place of names; one that names nothing or several is a problem. Pure. */
export function withoutNames(text: string, field: FieldDefinition, known: KnownNames): Cell {
  const target = nameTarget(field);
  if (target === null) return { ok: true, text };
  const ids: string[] = [];
  for (const name of parts(text, field)) {
    const found = isId(name) ? [name] : (known.get(target)?.get(lookedUp(target, name)) ?? []);
    if (found.length !== 1) return { ok: false, problem: notOne(field, name, found.length) };
    ids.push(...found);
  }
  return { ok: true, text: ids.join(";") };
}

/** Names in a cell; where a field takes one alone, a name may have semicolons. */
function parts(text: string, { config }: FieldDefinition): readonly string[] {
  const names = config.multiple === true ? text.split(";") : [text];
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

function isId(text: string): boolean {
  return RecordId.safeParse(text.toLowerCase()).success;
}

function notOne({ key, label }: FieldDefinition, name: string, count: number): Problem {
  const said = name.length > SHOWN_LENGTH ? `${name.slice(0, SHOWN_LENGTH)}…` : name;
  return count === 0
    ? { field: key, code: "not_found", message: `${label} names “${said}”, which is not there or not shown to you.` }
    : { field: key, code: "ambiguous", message: `${label} names “${said}”, of which there are ${count}: give the id.` };
}

const SHOWN_LENGTH = 80;
