import Tooltip from "@mui/material/Tooltip";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { describeTime } from "./describe-time.ts";
import { useFormatLocale } from "./use-format-locale.ts";

/** A time in few words; the exact one with its zone is in the tooltip. */
export function TimeText({ at }: { readonly at: string }) {
  const translate = useTranslate();
  const locale = useFormatLocale();
  const date = new Date(at);
  const [now] = useState(() => new Date());
  const words = describeTime({ at: date, now, locale });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" }).format(date);
  return (
    <Tooltip title={exact}>
      <time dateTime={at}>{words.kind === "yesterday" ? translate("time.yesterday") : words.text}</time>
    </Tooltip>
  );
}
