import PlaceIcon from "@mui/icons-material/PlaceOutlined";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { jsonConsole } from "../json/json.ts";
import { lazyPart } from "../lazy-part.ts";
import { textConsole } from "../text/text.ts";
import { AddressDisplay } from "./display.tsx";
import { addressMessages } from "./messages.ts";
import { PLACE_LINE } from "./place-line.ts";

/** A postal address in its parts. */
export const addressConsole: FieldTypeConsole = {
  ...ORDINARY,
  Icon: PlaceIcon,
  messages: addressMessages,
  group: "text",
  Display: AddressDisplay,
  inputRoom: "row",
  isListed: false,
  nameLine: PLACE_LINE,
  input: lazyPart(async () => (await import("./input.tsx")).AddressFieldInput),
  settings: null,
  literal: jsonConsole.literal,
  filterValue: textConsole.filterValue,
};
