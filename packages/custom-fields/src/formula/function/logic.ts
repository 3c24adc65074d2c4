import { isEmpty } from "../../expression/cel-environment.ts";
import { CEL, deciding, propagating, type Signature } from "./formula-function.ts";

const SAME_TYPES = [CEL.number, CEL.text, CEL.truth, CEL.time, CEL.list].map((type): Signature => [[type, type], type]);

/** Functions about emptiness and choices. `label` is bound to the field that it is called with: see `bind-labels.ts`. */
export const LOGIC_FUNCTIONS = [
  deciding("isEmpty(value)", [[[CEL.any], CEL.truth]], (value) => isEmpty(value)),
  deciding("default(value, instead)", SAME_TYPES, (value, instead) => (isEmpty(value) ? instead : value)),
  propagating("label(choice)", [], (value) => value),
];
