import type { JsonValue } from "@catalyst/custom-fields/expression";

/** Where a rendered slot goes: each place has its own special characters. `line` is one line of a header. */
export const TEMPLATE_TARGETS = ["text", "line", "html", "url", "json"] as const;
export type TemplateTarget = (typeof TEMPLATE_TARGETS)[number];

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A slot's value as text that can't break out of its place; `before` is what was rendered up to it. */
export function escapeFor(target: TemplateTarget, value: JsonValue, before: string): string {
  switch (target) {
    case "text":
      return toText(value);
    case "line":
      return toText(value).replace(/\p{Cc}+/gu, " ");
    case "html":
      return toText(value).replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character);
    case "url":
      return encodeURIComponent(toText(value).toWellFormed());
    case "json":
      return insideJsonText(before) ? JSON.stringify(toText(value)).slice(1, -1) : JSON.stringify(value);
  }
}

/** A value as people read it: nothing for null, commas between the items of a list. */
export function toText(value: JsonValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(toText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Whether a JSON document, read so far, is inside a quoted text. */
function insideJsonText(before: string): boolean {
  let inside = false;
  for (let at = 0; at < before.length; at += 1) {
    const character = before.charAt(at);
    if (inside && character === "\\") at += 1;
    else if (character === '"') inside = !inside;
  }
  return inside;
}
