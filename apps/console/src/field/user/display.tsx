import { useMetadata } from "../../provider/metadata.ts";
import type { FieldDisplayProps } from "../field-props.ts";

/** A member by name. */
export function UserDisplay({ value }: FieldDisplayProps) {
  const principals = useMetadata().data?.principals ?? [];
  return <span>{principals.find((principal) => principal.id === value)?.name ?? ""}</span>;
}
