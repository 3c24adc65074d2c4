import ArrowBackIcon from "@mui/icons-material/ArrowBackOutlined";
import GroupAddIcon from "@mui/icons-material/GroupAddOutlined";
import HistoryIcon from "@mui/icons-material/HistoryOutlined";
import PlayIcon from "@mui/icons-material/PlayArrowOutlined";
import RedoIcon from "@mui/icons-material/RedoOutlined";
import ScienceIcon from "@mui/icons-material/ScienceOutlined";
import TuneIcon from "@mui/icons-material/TuneOutlined";
import UndoIcon from "@mui/icons-material/UndoOutlined";
import { takesEnrolments, type WorkflowDetail } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import IconButton from "@mui/material/IconButton";
import InputBase from "@mui/material/InputBase";
import Switch from "@mui/material/Switch";
import Tooltip from "@mui/material/Tooltip";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { ProblemsButton } from "./ProblemsButton.tsx";
import { SaveNote } from "./SaveNote.tsx";
import { StatusChip } from "./StatusChip.tsx";
import type { SaveState } from "./use-draft.ts";

type BuilderBarProps = {
  readonly detail: WorkflowDetail;
  readonly name: string;
  readonly changed: boolean;
  readonly readOnly: boolean;
  readonly save: SaveState;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  readonly onName: (name: string) => void;
  readonly onProblem: (origin: string) => void;
  readonly onVersions: () => void;
  readonly onRehearse: () => void;
  readonly onSettings: () => void;
  readonly onEnabled: (enabled: boolean) => void;
  readonly onPublish: () => void;
};

/** Name and state of the workflow at the left, everything that can be done with the whole of it at the right. */
export function BuilderBar(props: BuilderBarProps) {
  const { detail, readOnly, save } = props;
  const translate = useTranslate();
  return (
    <Box
      component="header"
      sx={{
        display: "flex",
        alignItems: "center",
        flexWrap: "wrap",
        columnGap: 1.25,
        rowGap: 0.5,
        px: { xs: 1, md: 2 },
        py: 1,
        minHeight: 50,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <IconButton component={Link} to="/workflows" size="small" aria-label={translate("workflow.bar.back")}>
        <ArrowBackIcon fontSize="small" />
      </IconButton>
      <NameInput {...props} />
      <StatusChip live={detail.live?.number ?? null} enabled={detail.enabled} changed={props.changed} />
      {readOnly ? null : <SaveNote state={save} />}
      <Box sx={{ flex: 1 }} />
      <BarActions {...props} />
    </Box>
  );
}

function NameInput({ name, readOnly, onName }: BuilderBarProps) {
  const translate = useTranslate();
  return (
    <>
      <Box
        component="h1"
        sx={{
          position: "absolute",
          width: 1,
          height: 1,
          overflow: "hidden",
          clipPath: "inset(50%)",
          m: 0,
          maxWidth: "1px",
          maxHeight: "1px",
        }}
      >
        {name}
      </Box>
      <InputBase
        value={name}
        readOnly={readOnly}
        onChange={(event) => onName(event.target.value)}
        inputProps={{ "aria-label": translate("workflow.bar.name"), maxLength: 120 }}
        sx={{
          fontSize: 16,
          fontWeight: 650,
          flex: { xs: "1 1 140px", md: "0 1 auto" },
          minWidth: 0,
          "& input": { p: 0.5, height: 24, fieldSizing: "content", minWidth: 80, maxWidth: 360 },
        }}
      />
    </>
  );
}

function BarActions(props: BuilderBarProps) {
  const { detail, readOnly, undo, redo, onProblem, onVersions, onRehearse, onSettings, onEnabled, onPublish } = props;
  const translate = useTranslate();
  return (
    <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", gap: 0.5 }}>
      {readOnly ? null : (
        <>
          <BarIcon label={translate("workflow.bar.undo")} onClick={undo}>
            <UndoIcon fontSize="small" />
          </BarIcon>
          <BarIcon label={translate("workflow.bar.redo")} onClick={redo}>
            <RedoIcon fontSize="small" />
          </BarIcon>
          <ProblemsButton onChoose={onProblem} />
          <Button
            size="small"
            variant="text"
            color="inherit"
            aria-label={translate("workflow.bar.rehearse")}
            startIcon={<ScienceIcon />}
            onClick={onRehearse}
            sx={iconOnPhone}
          >
            <span>{translate("workflow.bar.rehearse")}</span>
          </Button>
        </>
      )}
      <Button
        size="small"
        variant="text"
        color="inherit"
        aria-label={translate("workflow.bar.versions")}
        startIcon={<HistoryIcon />}
        onClick={onVersions}
        sx={iconOnPhone}
      >
        <span>{translate("workflow.bar.versions")}</span>
      </Button>
      {readOnly ? null : (
        <BarIcon label={translate("workflow.bar.settings")} onClick={onSettings}>
          <TuneIcon fontSize="small" />
        </BarIcon>
      )}
      <Button
        size="small"
        variant="text"
        color="inherit"
        aria-label={translate("workflow.bar.runs")}
        startIcon={<PlayIcon />}
        component={Link}
        to={`/runs?workflow=${detail.workflowId}`}
        sx={iconOnPhone}
      >
        <span>{translate("workflow.bar.runs")}</span>
      </Button>
      {detail.live !== null && takesEnrolments(detail.live.graph.trigger) ? (
        <Button
          size="small"
          variant="text"
          color="inherit"
          aria-label={translate("workflow.bar.enrol")}
          startIcon={<GroupAddIcon />}
          component={Link}
          to={`/workflows/${detail.workflowId}/enrolments`}
          sx={iconOnPhone}
        >
          <span>{translate("workflow.bar.enrol")}</span>
        </Button>
      ) : null}
      {detail.live === null || readOnly ? null : (
        <FormControlLabel
          label={translate("workflow.bar.enabled")}
          control={
            <Switch size="small" checked={detail.enabled} onChange={(event) => onEnabled(event.target.checked)} />
          }
          sx={{ mx: 0.5 }}
        />
      )}
      {readOnly ? null : (
        <Button variant="contained" onClick={onPublish}>
          {translate("workflow.bar.publish", { number: (detail.live?.number ?? 0) + 1 })}
        </Button>
      )}
    </Box>
  );
}

const iconOnPhone = {
  minWidth: 36,
  "& > span:not(.MuiButton-icon)": { display: { xs: "none", sm: "inline" } },
  "& .MuiButton-startIcon": { mr: { xs: 0, sm: 1 } },
} as const;

/** Shown as disabled while there is nothing to do, but still reachable, so that its name can be read. */
function BarIcon({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: (() => void) | null;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip title={label}>
      <IconButton
        size="small"
        aria-label={label}
        aria-disabled={onClick === null}
        onClick={onClick ?? undefined}
        sx={{ opacity: onClick === null ? 0.5 : 1 }}
      >
        {children}
      </IconButton>
    </Tooltip>
  );
}
