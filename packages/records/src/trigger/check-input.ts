import type { FieldValue, InputField, Problem } from "@catalyst/contracts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What is wrong with what somebody gives to a workflow that asks for inputs. */
export function inputProblems(fields: readonly InputField[], input: FieldValue): readonly Problem[] {
  const given = typeof input === "object" && input !== null && !Array.isArray(input) ? Object.entries(input) : [];
  const values = new Map<string, FieldValue>(given);
  return fields.flatMap((field): Problem[] => {
    const value = values.get(field.key) ?? null;
    if (value === null || value === "")
      return field.required ? [{ field: field.key, code: "required", message: `${field.label} is required.` }] : [];
    return fits(field.type, value)
      ? []
      : [{ field: field.key, code: "type", message: `${field.label} is not right: it takes ${WORDS[field.type]}.` }];
  });
}

const WORDS = {
  text: "a text",
  number: "a number",
  boolean: "yes or no",
  date: "a date",
  dateTime: "a date with time",
  json: "anything",
} as const satisfies Record<InputField["type"], string>;

function fits(type: InputField["type"], value: FieldValue): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "date":
      return typeof value === "string" && DATE.test(value) && !Number.isNaN(Date.parse(value));
    case "dateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "json":
      return true;
  }
}
