import Stack from "@mui/material/Stack";
import { useTranslate } from "react-admin";
import { RecordAvatar } from "../../entity/RecordAvatar.tsx";
import { useMetadata } from "../../provider/metadata.ts";
import { useSession } from "../../provider/session.ts";
import type { FieldDisplayProps } from "../field-props.ts";

/** A member: round initials and name, "You" for oneself. */
export function UserDisplay({ value }: FieldDisplayProps) {
  const translate = useTranslate();
  const me = useSession().data?.user.id;
  const principal = useMetadata().data?.principals.find((candidate) => candidate.id === value);
  if (!principal) return <span>{translate("field_type.user.unknown")}</span>;
  return (
    <Stack component="span" direction="row" spacing={0.75} sx={{ display: "inline-flex", alignItems: "center" }}>
      <RecordAvatar name={principal.name} size={20} round />
      <span>{principal.id === me ? translate("record.you") : principal.name}</span>
    </Stack>
  );
}
