import { createHash } from "node:crypto";

/** Name of a prepared statement whose text is made at run time, yet one of few: the same text always has the same name. */
export function preparedName(kind: string, text: string): string {
  return `${kind}-${createHash("sha1").update(text).digest("base64url")}`;
}
