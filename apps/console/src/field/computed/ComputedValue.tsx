import type { ComputedState } from "@catalyst/contracts";
import ErrorOutlineIcon from "@mui/icons-material/ErrorOutline";
import SyncIcon from "@mui/icons-material/Sync";
import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import { type ReactNode, useEffect } from "react";
import { useRefresh, useTranslate } from "react-admin";
import { TimeText } from "../../time/TimeText.tsx";
import type { FieldDisplayProps } from "../field-props.ts";
import { useFormatLocale } from "../../time/use-format-locale.ts";

/** A roll-up that is behind is right again within a second; a look costs one request. */
const LOOK_AGAIN_MS = 1_000;

type ComputedValueProps = {
  readonly state: ComputedState;
  readonly compact: boolean;
  /** Whether a value that is behind is on its way: not where computing was cancelled. */
  readonly isWatched: boolean;
  /** The value itself, or the sign for an empty one. */
  readonly children: ReactNode;
};

/** A computed value with how far it can be trusted: its error instead of it, or since when it is being updated. */
export function ComputedValue({ state, compact, isWatched, children }: ComputedValueProps) {
  useLookAgain(state.updating && isWatched);
  if (state.error !== null) return <FormulaError reason={state.error} compact={compact} />;
  return (
    <Box component="span" sx={{ display: "inline-flex", alignItems: "baseline", flexWrap: "wrap", columnGap: 0.75 }}>
      {children}
      {state.updating ? <Updating asOf={state.asOf} /> : null}
      {!state.updating && !compact ? <Fresh asOf={state.asOf} /> : null}
    </Box>
  );
}

/** A value whose field is being computed anew, or was left so: it may be old, as of the record's last change. Pure. */
export function recomputedState({ field, record }: FieldDisplayProps): ComputedState | null {
  if (field.recompute === undefined || field.recompute === null) return null;
  return { error: null, asOf: record.updatedAt, updating: true };
}

function FormulaError({ reason, compact }: { readonly reason: string; readonly compact: boolean }) {
  const translate = useTranslate();
  const text = translate("computed.state.error", { reason });
  return (
    <Tooltip title={compact ? text : ""}>
      <Box
        component="span"
        sx={{
          display: "inline-flex",
          alignItems: "center",
          gap: 0.5,
          color: "error.dark",
          minWidth: 0,
          maxWidth: "100%",
        }}
      >
        <ErrorOutlineIcon aria-hidden sx={{ fontSize: 16, flex: "none" }} />
        <Box component="span" sx={compact ? CUT : undefined}>
          {text}
        </Box>
      </Box>
    </Tooltip>
  );
}

function Updating({ asOf }: { readonly asOf: string }) {
  const translate = useTranslate();
  const time = new Intl.DateTimeFormat(useFormatLocale(), { dateStyle: "medium", timeStyle: "medium" }).format(
    new Date(asOf),
  );
  const text = translate("computed.state.updating", { time });
  return (
    <Tooltip title={text}>
      <SyncIcon titleAccess={text} color="info" sx={{ fontSize: 16, alignSelf: "center" }} />
    </Tooltip>
  );
}

function Fresh({ asOf }: { readonly asOf: string }) {
  const translate = useTranslate();
  const [before = "", after = ""] = translate("computed.state.fresh", { time: "|" }).split("|");
  return (
    <Box component="small" sx={{ color: "text.secondary", fontSize: 12, whiteSpace: "nowrap" }}>
      {before}
      <TimeText at={asOf} />
      {after}
    </Box>
  );
}

function useLookAgain(updating: boolean): void {
  const refresh = useRefresh();
  useEffect(() => {
    if (!updating) return undefined;
    const timer = setInterval(refresh, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [updating, refresh]);
}

const CUT = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", maxWidth: 180 } as const;
