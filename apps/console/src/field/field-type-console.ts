import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import type { SvgIconComponent } from "@mui/icons-material";
import type { ComponentType } from "react";
import type { TypeSettingsProps } from "../admin/fields/TypeSettings.tsx";
import type { FilterValueInputProps } from "../entity/FilterValueInput.tsx";
import type { ScreenRecord } from "../provider/records-of.ts";
import type { FieldDisplayProps, FieldInputProps, LiteralProps } from "./field-props.ts";
import type { LazyPart } from "./lazy-part.ts";

/** Groups that people look for a type in, in the order that the picker shows them. */
export const TYPE_GROUPS = ["text", "number", "choice", "time", "link", "computed", "other"] as const;
export type TypeGroup = (typeof TYPE_GROUPS)[number];

/** Places that show a few values of a record before all others. */
export type Prominence = "identity" | "related" | "card";

/** How values say where a record is, whose it is, or how to reach it: the lowest rank that an entity type has is shown. */
export type NameLine = {
  readonly rank: number;
  fits(config: FieldConfig): boolean;
  words(value: FieldValue, record: ScreenRecord): readonly string[];
};

/** Texts of a type, as `field_type.<type>` in the console's; what is said below its name in the picker always. */
export type FieldTypeMessages = { readonly description: string; readonly [key: string]: string | object };

/** All that the console knows about one type of field. What is heavy is loaded when it is needed. */
export type FieldTypeConsole = {
  readonly Icon: SvgIconComponent;
  readonly messages: FieldTypeMessages;
  readonly group: TypeGroup;
  /** Shows a value that is not empty. */
  readonly Display: ComponentType<FieldDisplayProps>;
  /** Of its column in a table. */
  readonly alignment: "left" | "right";
  /** Whether a value, and its input in a form, takes a row of its own or a cell beside others. */
  readonly displayRoom: "cell" | "row";
  readonly inputRoom: "cell" | "row";
  /** Whether a list may show its column before anybody chose it. */
  readonly isListed: boolean;
  readonly prominence: readonly Prominence[];
  readonly nameLine: NameLine | null;
  /** What is typed in a workflow: a template with slots for data, on one line or on many; null: a value of the type. */
  readonly template: "line" | "lines" | null;
  /** What its input holds, as it is sent. */
  toSend(value: unknown): unknown;
  /** Its input in forms; null where the product makes the values. */
  readonly input: LazyPart<FieldInputProps> | null;
  /** Its settings in the administration; null where it has none. */
  readonly settings: LazyPart<TypeSettingsProps> | null;
  /** A fixed value in a workflow. */
  readonly literal: LazyPart<LiteralProps>;
  /** The value of a filter's condition. */
  readonly filterValue: LazyPart<FilterValueInputProps>;
  /** What it is for a field's settings, such as a formula by its result; absent: the same for all. */
  resolve?(config: FieldConfig): FieldTypeConsole;
};

/** What most types have in common: a short value on the left, that is sent as its input holds it. */
export const ORDINARY = {
  alignment: "left",
  displayRoom: "cell",
  inputRoom: "cell",
  isListed: true,
  prominence: [],
  nameLine: null,
  template: null,
  toSend: (value: unknown) => value,
} as const satisfies Partial<FieldTypeConsole>;
