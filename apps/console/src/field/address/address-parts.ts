import { ADDRESS_PARTS } from "@catalyst/custom-fields";

export type AddressPart = (typeof ADDRESS_PARTS)[number];
export type Address = Readonly<Partial<Record<AddressPart, string>>>;

/** The parts that a value has. Pure. */
export function readAddress(value: unknown): Address {
  if (typeof value !== "object" || value === null) return {};
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(
    ADDRESS_PARTS.flatMap((part) => {
      const text = given.get(part);
      return typeof text === "string" ? [[part, text]] : [];
    }),
  );
}

/** An address with one part changed; null once nothing is left of it. Pure. */
export function withPart(address: Address, part: AddressPart, text: string): Address | null {
  const { [part]: _replaced, ...others } = address;
  const next: Address = text === "" ? others : { ...others, [part]: text };
  return Object.keys(next).length === 0 ? null : next;
}

/** An address in lines, as it stands on a letter: street, postal code and city, region, country. Pure. */
export function addressLines(address: Address, countryName: (code: string) => string): readonly string[] {
  const { street, city, region, postalCode, country } = address;
  const place = [postalCode, city].filter(Boolean).join(" ");
  return [...(street?.split(/\r?\n/) ?? []), place, region, country ? countryName(country) : undefined].flatMap(
    (line) => (line === undefined || line.trim() === "" ? [] : [line.trim()]),
  );
}
