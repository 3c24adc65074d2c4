import type { EdgeDefinition, StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import type { GraphDiff, SettingChange, StepChange, WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { DIFF_ICONS, DIFF_ROLES } from "../diff-look.ts";
import { findStep, portsOf } from "../document/edges.ts";
import { TRIGGER } from "../document/graph-operation.ts";
import { stepFact, triggerName } from "../document/step-fact.ts";
import { useLook } from "../look.ts";
import { useFactText } from "../use-fact-text.ts";
import { SettingRow } from "./SettingRow.tsx";

type ChangeListProps = {
  readonly diff: GraphDiff;
  readonly before: WorkflowGraph;
  readonly after: WorkflowGraph;
  readonly metadata: WorkflowMetadata;
  readonly selected?: string | null;
  /** Left out, the list is for reading only. */
  readonly onSelect?: (origin: string) => void;
};

/** Every difference of two versions in words: steps with their settings, the trigger, connections. */
export function ChangeList(props: ChangeListProps) {
  const { diff, before, after, metadata } = props;
  const text = useFactText();
  const translate = useTranslate();
  const { added, removed } = diff.edges;
  return (
    <Box component="ul" aria-label={translate("workflow.compare.list")} sx={LIST}>
      {diff.trigger.length === 0 ? null : (
        <ChangeItem
          {...props}
          origin={TRIGGER}
          kind="changed"
          name={text(triggerName({ graph: after, metadata }))}
          step={null}
          settings={diff.trigger}
        />
      )}
      {diff.steps.map((change) => (
        <ChangeItem
          key={change.key}
          {...props}
          origin={change.key}
          kind={change.kind}
          name={change.step.name}
          step={change.step}
          settings={change.kind === "changed" ? change.settings : []}
        />
      ))}
      {diff.steps.length > 0 || added.length + removed.length === 0 ? null : (
        <ChangeFrame kind="changed" name={translate("workflow.compare.edges")}>
          <Box component="ul" sx={LIST}>
            {added.map((edge) => (
              <EdgeLine key={`added ${edgeKey(edge)}`} kind="added" edge={edge} graph={after} metadata={metadata} />
            ))}
            {removed.map((edge) => (
              <EdgeLine
                key={`removed ${edgeKey(edge)}`}
                kind="removed"
                edge={edge}
                graph={before}
                metadata={metadata}
              />
            ))}
          </Box>
        </ChangeFrame>
      )}
    </Box>
  );
}

const LIST = { listStyle: "none", m: 0, p: 0 } as const;

type ChangeItemProps = ChangeListProps & {
  readonly origin: string;
  readonly kind: StepChange["kind"];
  readonly name: string;
  readonly step: StepDefinition | null;
  readonly settings: readonly SettingChange[];
};

function ChangeItem({ origin, kind, name, step, settings, selected, onSelect, ...versions }: ChangeItemProps) {
  const text = useFactText();
  const { metadata } = versions;
  const [before, after] = [versions.before, versions.after].map((graph) => ({ graph, metadata }));
  const graph = kind === "removed" ? versions.before : versions.after;
  return (
    <ChangeFrame
      kind={kind}
      name={name}
      selected={selected === origin}
      onSelect={onSelect === undefined ? undefined : () => onSelect(origin)}
    >
      {step === null || kind === "changed" ? null : (
        <Typography variant="caption" color="text.secondary" component="div" sx={{ overflowWrap: "anywhere" }}>
          {text(stepFact(step, { graph, metadata }))}
        </Typography>
      )}
      {settings.length === 0 || before === undefined || after === undefined ? null : (
        <Box component="ul" sx={LIST}>
          {settings.map((change) => (
            <SettingRow
              key={change.path.join("\n")}
              change={change}
              owner={{ step, metadata }}
              before={before}
              after={after}
            />
          ))}
        </Box>
      )}
    </ChangeFrame>
  );
}

type ChangeFrameProps = {
  readonly kind: StepChange["kind"];
  readonly name: string;
  readonly selected?: boolean;
  readonly onSelect?: () => void;
  readonly children: ReactNode;
};

function ChangeFrame({ kind, name, selected = false, onSelect, children }: ChangeFrameProps) {
  const look = useLook();
  const translate = useTranslate();
  const Icon = DIFF_ICONS[kind];
  const colours = look[DIFF_ROLES[kind]];
  const title = (
    <Typography
      component="span"
      variant="body2"
      sx={{
        fontWeight: 600,
        overflowWrap: "anywhere",
        textDecoration: kind === "removed" ? "line-through" : undefined,
      }}
    >
      {name}
    </Typography>
  );
  return (
    <Box
      component="li"
      sx={{ display: "flex", gap: 1.25, p: 1, borderRadius: "8px", bgcolor: selected ? look.accentSoft : undefined }}
    >
      <Box
        role="img"
        aria-label={translate(`workflow.compare.mark.${kind}`)}
        sx={{
          width: 22,
          height: 22,
          borderRadius: "6px",
          flex: "none",
          display: "grid",
          placeItems: "center",
          bgcolor: colours.soft,
          color: colours.text,
        }}
      >
        <Icon sx={{ fontSize: 14 }} />
      </Box>
      <Box sx={{ minWidth: 0, flex: 1 }}>
        {onSelect === undefined ? (
          title
        ) : (
          <ButtonBase
            onClick={onSelect}
            aria-current={selected ? "true" : undefined}
            sx={{ minHeight: 24, textAlign: "left", fontFamily: "inherit", "&:hover": { textDecoration: "underline" } }}
          >
            {title}
          </ButtonBase>
        )}
        {children}
      </Box>
    </Box>
  );
}

type EdgeLineProps = {
  readonly kind: "added" | "removed";
  readonly edge: EdgeDefinition;
  readonly graph: WorkflowGraph;
  readonly metadata: WorkflowMetadata;
};

function EdgeLine({ kind, edge, graph, metadata }: EdgeLineProps) {
  const look = useLook();
  const text = useFactText();
  const translate = useTranslate();
  const nameOf = (origin: string): string =>
    findStep(graph, origin)?.name ?? (origin === TRIGGER ? text(triggerName({ graph, metadata })) : origin);
  const ports = portsOf(graph, edge.from);
  const branch = ports.length > 1 ? (ports.find((port) => port.key === edge.port)?.label ?? edge.port) : "";
  const args = { from: nameOf(edge.from), to: nameOf(edge.to), branch };
  return (
    <Box
      component="li"
      sx={{ fontSize: 12, lineHeight: "18px", color: look[DIFF_ROLES[kind]].text, overflowWrap: "anywhere" }}
    >
      {`${translate(`workflow.compare.mark.${kind}`)}: ${translate(branch === "" ? "workflow.compare.edge" : "workflow.compare.edge_branch", args)}`}
    </Box>
  );
}

function edgeKey({ from, port, to }: EdgeDefinition): string {
  return `${from}:${port}:${to}`;
}
