export { type CelEnvironment, workflowEnvironment } from "./cel-environment.ts";
export { type CelProgram, compileProgram } from "./compile-program.ts";
export { ExpressionError, type TextRange } from "./expression-error.ts";
export type { DataPath } from "./syntax-tree.ts";
export { type JsonValue, toJson } from "./to-json.ts";
