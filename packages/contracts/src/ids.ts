import { z } from "zod";

// zod's own uuid() insists on RFC versions; ids of seeds and of fixed system fields are plain 128-bit values.
const uuid = z.guid().transform((id) => id.toLowerCase());

/** Ids are branded, so that a run's id cannot be passed where a record's is meant. */
export const TenantId = uuid.brand<"TenantId">();
export type TenantId = z.infer<typeof TenantId>;
export const PrincipalId = uuid.brand<"PrincipalId">();
export type PrincipalId = z.infer<typeof PrincipalId>;
export const TeamId = uuid.brand<"TeamId">();
export type TeamId = z.infer<typeof TeamId>;
export const RecordId = uuid.brand<"RecordId">();
export type RecordId = z.infer<typeof RecordId>;
export const FieldId = uuid.brand<"FieldId">();
export type FieldId = z.infer<typeof FieldId>;
export const WorkflowId = uuid.brand<"WorkflowId">();
export type WorkflowId = z.infer<typeof WorkflowId>;
export const VersionId = uuid.brand<"VersionId">();
export type VersionId = z.infer<typeof VersionId>;
export const RunId = uuid.brand<"RunId">();
export type RunId = z.infer<typeof RunId>;
export const ImportId = uuid.brand<"ImportId">();
export type ImportId = z.infer<typeof ImportId>;
export const CredentialId = uuid.brand<"CredentialId">();
export type CredentialId = z.infer<typeof CredentialId>;
export const ConversionId = uuid.brand<"ConversionId">();
export type ConversionId = z.infer<typeof ConversionId>;
export const ViewId = uuid.brand<"ViewId">();
export type ViewId = z.infer<typeof ViewId>;
export const ExportId = uuid.brand<"ExportId">();
export type ExportId = z.infer<typeof ExportId>;

/** An entity type's key: `companies`, or `c_` and a slug for one that a tenant defined. */
export const EntityTypeKey = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);
export type EntityTypeKey = z.infer<typeof EntityTypeKey>;

/** A field's immutable key. */
export const FieldKey = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,62}$/);
export type FieldKey = z.infer<typeof FieldKey>;
