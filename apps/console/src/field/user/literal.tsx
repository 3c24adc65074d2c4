import { useMetadata } from "../../provider/metadata.ts";
import { ChoiceLiteral } from "../ChoiceLiteral.tsx";
import type { LiteralProps } from "../field-props.ts";

/** A fixed member of the team. */
export function UserLiteral(props: LiteralProps) {
  const principals = useMetadata().data?.principals ?? [];
  const active = principals.filter((principal) => principal.active);
  return <ChoiceLiteral {...props} choices={active.map(({ id, name }) => ({ value: id, label: name }))} />;
}
