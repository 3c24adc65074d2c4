const CODE = /^[A-Z]{3}$/;
let known: ReadonlySet<string> | null = null;

/** Whether a text is a currency code of ISO 4217, as this runtime's Unicode data knows them. */
export function isCurrencyCode(text: string): boolean {
  if (!CODE.test(text)) return false;
  known ??= new Set(Intl.supportedValuesOf("currency"));
  return known.has(text);
}
