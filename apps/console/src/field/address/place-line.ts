import type { NameLine } from "../field-type-console.ts";
import { readAddress } from "./address-parts.ts";

/** Where the record is: its city, and its region or else its country. */
export const PLACE_LINE: NameLine = {
  rank: 1,
  fits: () => true,
  words: (value) => {
    const { city, region, country } = readAddress(value);
    return [city, region ?? country].flatMap((part) => part ?? []);
  },
};
