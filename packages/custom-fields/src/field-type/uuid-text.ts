const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id in lower case, or null when the text is no UUID. */
export function canonicalUuid(text: unknown): string | null {
  if (typeof text !== "string" || text.length !== 36) return null;
  const id = text.toLowerCase();
  return UUID.test(id) ? id : null;
}
