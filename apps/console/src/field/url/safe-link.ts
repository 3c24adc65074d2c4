const SAFE_SCHEMES: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/** A link that may be followed, with the words that name it; null for every scheme that could run code. Pure. */
export function safeLink(text: string): { readonly href: string; readonly label: string } | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!SAFE_SCHEMES.has(url.protocol)) return null;
  return { href: url.href, label: text.replace(/^(https?:\/\/|mailto:)/i, "").replace(/\/$/, "") };
}
