/** Digits that a float8 keeps exactly for every decimal. */
export const SIGNIFICANT_DIGITS = 15;
/** Smallest and largest magnitude beside 0: decimals inside need no exponent to be read. */
const MIN_MAGNITUDE = 1e-15;
const MAX_MAGNITUDE = 999_999_999_999_999;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;

/** Why a number can't be kept exactly, or null. */
export function decimalProblem(value: number): string | null {
  if (!Number.isFinite(value)) return "must be a finite number";
  const magnitude = Math.abs(value);
  if (magnitude > MAX_MAGNITUDE) return `can have at most ${SIGNIFICANT_DIGITS} digits in front of the point`;
  if (magnitude !== 0 && magnitude < MIN_MAGNITUDE) return "is too close to zero to be kept exactly";
  if (significantDigits(String(magnitude)) > SIGNIFICANT_DIGITS) return `can have at most ${SIGNIFICANT_DIGITS} digits`;
  return null;
}

/** The number that a decimal text means, or null when its digits would not all survive. */
export function readDecimal(text: string): number | null {
  if (!DECIMAL.test(text)) return null;
  if (significantDigits(text) > SIGNIFICANT_DIGITS) return null;
  const value = Number(text);
  // Digits that underflow to 0 were written, so they would be lost.
  return value === 0 && significantDigits(text) > 0 ? null : value;
}

/** Digits behind the point of a number's shortest form. */
export function decimalsOf(value: number): number {
  const [mantissa = "", exponent = "0"] = String(Math.abs(value)).split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  return Math.max(0, fraction.length - Number(exponent));
}

/** Plain decimal notation, also where JavaScript would write an exponent. */
export function writeDecimal(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(decimalsOf(value)) : text;
}

function significantDigits(text: string): number {
  const mantissa = text.split(/[eE]/)[0] ?? "";
  const digits = mantissa.replace(/[+\-.]/g, "").replace(/^0+/, "");
  return digits.replace(/0+$/, "").length;
}
