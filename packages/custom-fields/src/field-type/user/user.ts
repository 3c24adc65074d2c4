import type { FieldValue } from "@catalyst/contracts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { canonicalUuid } from "../uuid-text.ts";
import { CHOICE_OPERATORS } from "../operator-sets.ts";

/** A member of the tenant, by principal id. That the member exists is the record service's to check. */
export const userField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "user",
  label: "User",
  form: "person",
  formulaInput: "text",
  guessRank: null,
  search: NOT_SEARCHED,
  slotKind: "user",
  canBeUnique: false,
  sortable: false,
  comparison: "user",
  operators: CHOICE_OPERATORS,
  workflowType: "string",
  dynamicDefaults: ["me"],
  configKeys: [],
  checkConfig: () => [],
  parse: parseUser,
  apiSchema: () => ({ type: "string", format: "uuid" }),
  toCsv: plainText,
  fromCsv: (text) => parseUser(text.trim()),
};

function parseUser(value: FieldValue): ParseResult {
  if (value === null || value === "") return accepted(null);
  const id = canonicalUuid(value);
  return id === null ? refused("bad_id", "must be a user's id") : accepted(id);
}
