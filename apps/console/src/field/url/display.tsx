import OpenInNewIcon from "@mui/icons-material/OpenInNew";
import Link from "@mui/material/Link";
import { useTranslate } from "react-admin";
import type { FieldDisplayProps } from "../field-props.ts";
import { safeLink } from "./safe-link.ts";
import { textOf } from "../text-of.ts";

/** A link that opens beside the console, which it can't reach; what is no safe link is plain text. */
export function UrlDisplay({ value }: FieldDisplayProps) {
  const translate = useTranslate();
  const link = safeLink(textOf(value));
  if (!link) return <span>{textOf(value)}</span>;
  return (
    <Link
      href={link.href}
      target="_blank"
      rel="noopener noreferrer"
      underline="hover"
      title={link.href}
      aria-label={translate("field_type.url.opens_new_tab", { label: link.label })}
      onClick={(event) => event.stopPropagation()}
      sx={{ display: "inline-flex", alignItems: "center", gap: 0.5, maxWidth: "100%" }}
    >
      <span style={{ overflow: "hidden", textOverflow: "ellipsis" }}>{link.label}</span>
      <OpenInNewIcon aria-hidden sx={{ fontSize: 12, flex: "none" }} />
    </Link>
  );
}
