/** What a form shows for a number. */
export function formatNumber(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

/** A number when the text is exactly how that number is written, else the text as it is: half-typed or over-long numbers stay visible. */
export function parseNumber(text: string): number | string | null {
  if (text === "") return null;
  const value = Number(text);
  return String(value) === text ? value : text;
}

/** What is sent for a typed number: a decimal in another spelling (`1.50`, ` 7`) becomes its number, all else stays text and is refused. */
export function numberToSend(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (text === "") return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) && text.replace(/\D/g, "").replace(/^0+/, "").length <= 15
    ? Number(text)
    : value;
}
