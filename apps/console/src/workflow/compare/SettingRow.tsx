import type { SettingChange } from "@catalyst/workflow-engine";
import ArrowIcon from "@mui/icons-material/ArrowForwardOutlined";
import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import type { Described } from "../document/describe-path.ts";
import { useLook } from "../look.ts";
import { SettingValue } from "./SettingValue.tsx";
import { settingLabel, type SettingOwner } from "./setting-label.ts";

type SettingRowProps = {
  readonly change: SettingChange;
  readonly owner: SettingOwner;
  readonly before: Described;
  readonly after: Described;
};

/** One setting: what it was, struck through, and what it is now. */
export function SettingRow({ change, owner, before, after }: SettingRowProps) {
  const look = useLook();
  const translate = useTranslate();
  const { path } = change;
  return (
    <Box component="li" sx={{ fontSize: 12, lineHeight: "18px", minWidth: 0 }}>
      <Box component="span" sx={{ color: "text.secondary", mr: 0.75 }}>
        {settingLabel(path, owner, translate)}
      </Box>
      <Said as="del" label={translate("workflow.compare.was")} colour={look.danger.text}>
        <SettingValue value={change.before} path={path} owner={owner} described={before} />
      </Said>
      <ArrowIcon aria-hidden sx={{ fontSize: 12, mx: 0.75, verticalAlign: "-2px", color: "text.secondary" }} />
      <Said as="ins" label={translate("workflow.compare.is_now")} colour={look.success.text}>
        <SettingValue value={change.after} path={path} owner={owner} described={after} />
      </Said>
    </Box>
  );
}

type SaidProps = {
  readonly as: "del" | "ins";
  /** Said aloud only: the line and the arrow say it to the eye. */
  readonly label: string;
  readonly colour: string;
  readonly children: ReactNode;
};

function Said({ as, label, colour, children }: SaidProps) {
  return (
    <>
      <Box component="span" sx={HIDDEN}>{` ${label} `}</Box>
      <Box
        component={as}
        sx={{
          color: colour,
          fontWeight: as === "ins" ? 600 : 400,
          textDecoration: as === "ins" ? "none" : "line-through",
          overflowWrap: "anywhere",
          whiteSpace: "pre-wrap",
        }}
      >
        {children}
      </Box>
    </>
  );
}

const HIDDEN = {
  position: "absolute",
  width: "1px",
  height: "1px",
  overflow: "hidden",
  clipPath: "inset(50%)",
} as const;
