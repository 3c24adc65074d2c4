export { formulaCompiler, type CompiledFormula, type CompileFormula } from "./compile-formula.ts";
export { formulaInputs, type FormulaInput } from "./formula-inputs.ts";
export { FUNCTION_GROUPS, type FormulaFunction, type FunctionGroup } from "./function/formula-function.ts";
export { FORMULA_FUNCTIONS } from "./function/formula-functions.ts";
export { computeFormulas, formulaFields, type ComputedFormulas } from "./compute-formulas.ts";
export { fits, FORMULA_LIMIT, formulaProblems } from "./check-formula.ts";
export { usesOfField, type DependentField } from "../uses-of-field.ts";
export { dependencyOrder, type DependencyGraph, type DependencyOrder } from "./dependency-graph.ts";
export { chainProblems, CHAIN_LIMIT, computationGraph, fieldName, readsOf } from "./computation-graph.ts";
