import type {
  EntityType,
  FieldDefinition,
  Filter,
  ValueExpression,
  WorkflowCondition,
  WorkflowProblem,
} from "@catalyst/contracts";
import { compileCondition } from "../expression/compile-condition.ts";
import { compileExpression, type Expression } from "../expression/compile-expression.ts";
import { ExpressionError } from "@catalyst/custom-fields/expression";
import { parseTemplate, slotsOf } from "../expression/template.ts";
import { conditionProblem } from "./condition-values.ts";
import { filterProblem } from "./filter-problem.ts";
import { literalProblem, formulaTypeProblem } from "./field-literal.ts";
import { pathProblem, type ReadableData } from "./readable-data.ts";
import { findEntityType, findField, type WorkflowMetadata } from "./workflow-metadata.ts";

/** One problem of a config; `path` is its place in it. */
export type ConfigProblem = { readonly code: string; readonly path: string; readonly message: string };

/** What a step type checks its config with. Every check adds its problems and goes on. */
export type StepValidation = {
  readonly metadata: WorkflowMetadata;
  readonly data: ReadableData;
  readonly error: (problem: ConfigProblem) => void;
  readonly warning: (problem: ConfigProblem) => void;
  readonly template: (path: string, text: string) => void;
  readonly condition: (path: string, condition: WorkflowCondition) => void;
  readonly value: (path: string, value: ValueExpression, field: FieldDefinition | null) => void;
  /** A filter over an entity type's records; conditions with slots are checked as far as they are known. */
  readonly filter: (path: string, entityType: string, filter: Filter) => void;
  /** The entity type of a key, if there is one. */
  readonly entityType: (path: string, key: string) => EntityType | undefined;
  /** A field of it that people may write, if there is one. */
  readonly writableField: (path: string, entityType: EntityType, key: string) => FieldDefinition | undefined;
};

type Place = {
  readonly stepKey: string | null;
  readonly problems: WorkflowProblem[];
  readonly metadata: WorkflowMetadata;
  readonly data: ReadableData;
};

/** Checks that add their problems to one list, for one step or (`stepKey` null) the trigger. */
export function validationFor(place: Place): StepValidation {
  const { metadata, data } = place;
  const report = (severity: WorkflowProblem["severity"]) => (problem: ConfigProblem) =>
    void place.problems.push({ severity, stepKey: place.stepKey, ...problem });
  const error = report("error");
  const expressions = (path: string, parse: () => readonly Expression[]): readonly Expression[] =>
    checkExpressions(parse, (problem) => error({ path, ...problem }), data);
  return {
    metadata,
    data,
    error,
    warning: report("warning"),
    template: (path, text) => void expressions(path, () => slotsOf(parseTemplate(text))),
    condition: (path, condition) => {
      const parsed = expressions(path, () => [compileCondition(condition)]);
      if (parsed.length === 0) return;
      for (const message of conditionProblem(condition, data)) error({ code: "condition_value", path, message });
    },
    value: (path, value, field) => {
      if (value.kind === "template") return void expressions(path, () => slotsOf(parseTemplate(value.text)));
      if (value.kind === "literal")
        return reportMessage(field && literalProblem(field, value.value), (message) =>
          error({ code: "value", path, message }),
        );
      const [formula] = expressions(path, () => [compileExpression(value.cel)]);
      if (formula !== undefined && field !== null)
        reportMessage(formulaTypeProblem(field, formula.type), (message) => error({ code: "type", path, message }));
    },
    filter: (path, key, filter) => {
      const problem = filterProblem(metadata, key, filter);
      if (problem !== null) error({ code: "filter", path, message: problem });
    },
    entityType: (path, key) => {
      const entityType = findEntityType(metadata, key);
      if (entityType === undefined)
        error({
          code: "unknown_entity_type",
          path,
          message: key === "" ? "Choose an entity type." : "This entity type does not exist any more.",
        });
      return entityType;
    },
    writableField: (path, entityType, key) => {
      const field = findField(entityType, key);
      if (field === undefined)
        error({ code: "unknown_field", path, message: `${entityType.label} has no field "${key}".` });
      else if (field.readOnly) error({ code: "read_only_field", path, message: `${field.label} can't be written.` });
      return field?.readOnly === true ? undefined : field;
    },
  };
}

function reportMessage(message: string | null | undefined, report: (message: string) => void): void {
  if (message !== null && message !== undefined) report(message);
}

function checkExpressions(
  parse: () => readonly Expression[],
  report: (problem: Omit<ConfigProblem, "path">) => void,
  data: ReadableData,
): readonly Expression[] {
  try {
    const parsed = parse();
    for (const path of parsed.flatMap((expression) => expression.paths)) {
      const problem = pathProblem(path, data);
      if (problem !== null) report(problem);
    }
    return parsed;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    report({ code: `expression_${error.code}`, message: error.message });
    return [];
  }
}
