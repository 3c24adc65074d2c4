import type { FieldConfig, FieldValue, Problem } from "@catalyst/contracts";
import { compilePattern } from "#compile-pattern";
import { accepted, refused, type JsonSchema, type ParseResult } from "./field-type-module.ts";

/** A pattern runs over at most this many characters; RE2 is linear, so this bounds a check to about a millisecond. */
const PATTERN_INPUT_LIMIT = 10_000;

/** PostgreSQL stores neither NUL nor lone surrogates, so both are refused instead of altered. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Problems of the settings that text types share. */
export function checkTextConfig(config: FieldConfig, limit: number): readonly Problem[] {
  const problems: Problem[] = [];
  const { minLength, maxLength, pattern } = config;
  if (maxLength !== undefined && maxLength > limit)
    problems.push({
      field: "config.maxLength",
      code: "too_big",
      message: `The longest length can be at most ${limit}.`,
    });
  if (minLength !== undefined && minLength > (maxLength ?? limit))
    problems.push({
      field: "config.minLength",
      code: "too_big",
      message: "The shortest length is above the longest one.",
    });
  if (pattern !== undefined && compilePattern(pattern) === null)
    problems.push({
      field: "config.pattern",
      code: "bad_pattern",
      message: "The pattern is not a valid RE2 expression.",
    });
  return problems;
}

/** Text as it is, when its characters, length and pattern are allowed. */
export function parseText(value: FieldValue, config: FieldConfig, limit: number): ParseResult {
  if (value === null || value === "") return accepted(null);
  if (typeof value !== "string") return refused("wrong_type", "must be text");
  if (value.length > (config.maxLength ?? limit))
    return refused("too_long", `can have at most ${config.maxLength ?? limit} characters`);
  if (!isStorableText(value))
    return refused("bad_characters", "holds characters that can't be stored (NUL or half a character)");
  if (value.length < (config.minLength ?? 0))
    return refused("too_short", `needs at least ${config.minLength ?? 0} characters`);
  if (config.pattern !== undefined && !matchesPattern(value, config.pattern))
    return refused("pattern", "does not have the expected form");
  return accepted(value);
}

/** JSON Schema of text with the settings that text types share. */
export function textSchema(config: FieldConfig, limit: number): JsonSchema {
  const { minLength, maxLength, pattern } = config;
  return {
    type: "string",
    ...(minLength === undefined ? {} : { minLength }),
    maxLength: maxLength ?? limit,
    ...(pattern === undefined ? {} : { pattern: `^(?:${pattern})$` }),
  };
}

function matchesPattern(text: string, pattern: string): boolean {
  if (text.length > PATTERN_INPUT_LIMIT) return false;
  return compilePattern(pattern)?.matches(text) ?? false;
}
