import { DomainError } from "@catalyst/contracts";
import { isCalendarDate } from "./field-type/date/calendar.ts";
import { isStorableText } from "./field-type/text-rules.ts";
import { canonicalUuid } from "./field-type/uuid-text.ts";
import type { SqlType } from "./resolve-column.ts";

/** Records with a value come first, those without one after them, whatever the direction. */
export type PagePhase = "values" | "empty";

/** Where a page ended. `value` is the sort value as PostgreSQL prints it; null in the phase of empty values. */
export type PageCursor = {
  readonly phase: PagePhase;
  readonly value: string | null;
  /** When the record was made, in ISO with all its digits. */
  readonly createdAt: string;
  readonly id: string;
};

/** What a cursor belongs to; used with anything else it is refused. */
export type CursorOrigin = {
  readonly entityType: string;
  readonly sortField: string;
  readonly direction: "asc" | "desc";
  readonly sqlType: SqlType;
  /** The sort's SQL: an index that became ready meanwhile changes what follows. */
  readonly sortSql: string;
  /** Text that stands for filter, search and bin. */
  readonly selection: string;
};

/** An opaque text of base64url. The checksum catches damage; access is the database's to guard. */
export function writeCursor(cursor: PageCursor, origin: CursorOrigin): string {
  const body = JSON.stringify([cursor.phase === "values" ? 0 : 1, cursor.value, cursor.createdAt, cursor.id]);
  return toBase64Url(`${checksum(body + originText(origin))}${body}`);
}

/** The position that a cursor stands for; a damaged, foreign or outdated one is a `bad_request`. */
export function readCursor(text: string, origin: CursorOrigin): PageCursor {
  const content = fromBase64Url(text);
  const body = content?.slice(8) ?? "";
  if (content === null || content.slice(0, 8) !== checksum(body + originText(origin))) throw refusal();
  const parts: unknown = parseJson(body);
  if (!Array.isArray(parts) || parts.length !== 4) throw refusal();
  const [phase, value, createdAt, id]: readonly unknown[] = parts;
  const recordId = canonicalUuid(id);
  if (recordId === null || typeof createdAt !== "string" || !isInstant(createdAt)) throw refusal();
  if (phase === 1 && value === null) return { phase: "empty", value: null, createdAt, id: recordId };
  if (phase !== 0 || typeof value !== "string" || !isPrinted(value, origin.sqlType)) throw refusal();
  return { phase: "values", value, createdAt, id: recordId };
}

function originText(origin: CursorOrigin): string {
  return JSON.stringify([origin.entityType, origin.sortField, origin.direction, origin.sortSql, origin.selection]);
}

function isInstant(text: string): boolean {
  return /^\S{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/.test(text) && isCalendarDate(text.slice(0, 10));
}

/** Whether a text is what PostgreSQL prints for the type, so that the cast back can't fail. */
function isPrinted(value: string, sqlType: SqlType): boolean {
  switch (sqlType) {
    case "text":
      return isStorableText(value) && value.length <= 2_000;
    case "float8":
      return value.trim() === value && value !== "" && Number.isFinite(Number(value)) && /^[-+0-9.e]+$/.test(value);
    case "boolean":
      return value === "true" || value === "false";
    case "date":
      return isCalendarDate(value);
    case "timestamptz":
      return (
        /^\S{10} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(value) && isCalendarDate(value.slice(0, 10))
      );
    case "uuid":
      return canonicalUuid(value) !== null;
    case "jsonb":
      // Lists and documents are not sorted by.
      return false;
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): string | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(binary, (character) => character.charCodeAt(0)),
    );
  } catch {
    // Not base64 or not UTF-8: a cursor of ours is both.
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller refuses what is no list.
    return null;
  }
}

function refusal(): DomainError {
  return new DomainError(
    "bad_request",
    "This page can't be continued: the list has changed. Load it again from the start.",
  );
}
