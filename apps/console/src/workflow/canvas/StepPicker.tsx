import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import CallMergeIcon from "@mui/icons-material/CallMergeOutlined";
import Popover from "@mui/material/Popover";
import { useMemo } from "react";
import { useTranslate } from "react-admin";
import { connect } from "../document/change-steps.ts";
import type { EdgePlace } from "../document/graph-operation.ts";
import { newestStepTypes, newStep } from "../new-step.ts";
import { SearchList, type SearchItem } from "../SearchList.tsx";
import { StepTile } from "../StepTile.tsx";

/** A place where something shall be inserted, and what the menu hangs on. */
export type InsertRequest = { readonly place: EdgePlace; readonly anchor: HTMLElement };

type StepPickerProps = {
  readonly graph: WorkflowGraph;
  readonly request: InsertRequest | null;
  readonly onAdd: (place: EdgePlace, step: StepDefinition) => void;
  readonly onConnect: (place: EdgePlace, to: string) => void;
  readonly onClose: () => void;
};

const GROUPS = ["records", "logic", "time", "communication"] as const;

/** The menu of step types; behind an open exit also the steps that it can lead to, so that branches can join. */
export function StepPicker({ graph, request, onAdd, onConnect, onClose }: StepPickerProps) {
  const translate = useTranslate();
  const items = usePickerItems(graph, request?.place ?? null);
  const pick = (id: string) => {
    if (request === null) return;
    const type = findStepType(id);
    if (type) onAdd(request.place, newStep(graph, type));
    else onConnect(request.place, id);
    onClose();
  };
  return (
    <Popover
      open={request !== null}
      anchorEl={request?.anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "center", horizontal: "right" }}
      transformOrigin={{ vertical: "top", horizontal: -8 }}
      slotProps={{
        paper: {
          sx: { width: 320, maxWidth: "calc(100vw - 32px)", borderRadius: "12px" },
          role: "dialog",
          "aria-label": translate("workflow.insert"),
        },
      }}
    >
      <SearchList label={translate("workflow.search_steps")} items={items} onPick={pick} />
    </Popover>
  );
}

function usePickerItems(graph: WorkflowGraph, place: EdgePlace | null): readonly SearchItem[] {
  const translate = useTranslate();
  return useMemo(() => {
    const types = GROUPS.flatMap((group) => newestStepTypes().filter((type) => type.group === group)).map(
      (type): SearchItem => ({
        id: type.type,
        label: type.label,
        group: translate(`workflow.group.${type.group}`),
        detail: type.description,
        icon: <StepTile type={type.type} size={28} />,
      }),
    );
    return [
      ...types,
      ...joinable(graph, place).map((step): SearchItem => ({
        id: step.key,
        label: step.name,
        group: translate("workflow.connect_to"),
        icon: <CallMergeIcon aria-hidden sx={{ fontSize: 16, color: "text.secondary" }} />,
      })),
    ];
  }, [graph, place, translate]);
}

function joinable(graph: WorkflowGraph, place: EdgePlace | null): readonly StepDefinition[] {
  if (place === null || place.to !== null) return [];
  return graph.steps.filter((step) => connect(graph, { from: place.from, port: place.port, to: step.key }) !== graph);
}
