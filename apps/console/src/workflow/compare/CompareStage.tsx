import type { WorkflowGraph } from "@catalyst/contracts";
import { countChanges, type GraphDiff, type WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import type { Theme } from "@mui/material/styles";
import useMediaQuery from "@mui/material/useMediaQuery";
import { useMemo, useState } from "react";
import { useTranslate } from "react-admin";
import { EmptyNote } from "../../admin/EmptyNote.tsx";
import { compareGraphs } from "../document/compare-graphs.ts";
import { TRIGGER } from "../document/graph-operation.ts";
import { BothSides } from "./BothSides.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { ChangePanel } from "./ChangePanel.tsx";

type CompareStageProps = {
  readonly before: WorkflowGraph;
  readonly after: WorkflowGraph;
  readonly metadata: WorkflowMetadata;
};

/** Both versions on canvases that move together, and the list of what differs; on a phone the list alone. */
export function CompareStage({ before, after, metadata }: CompareStageProps) {
  const translate = useTranslate();
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const compared = useMemo(() => compareGraphs(before, after), [before, after]);
  const [selected, setSelected] = useState<string | null>(null);
  const { diff } = compared;
  if (countChanges(diff) === 0)
    return <EmptyNote title={translate("workflow.compare.none")} hint={translate("workflow.compare.none_hint")} />;
  const origins = originsOf(diff);
  const step = (by: number) => {
    const at = selected === null ? (by > 0 ? -1 : origins.length) : origins.indexOf(selected);
    setSelected(origins[(at + by + origins.length) % origins.length] ?? null);
  };
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: "flex" }}>
      {narrow ? null : <BothSides compared={compared} metadata={metadata} selected={selected} onSelect={setSelected} />}
      <ChangePanel diff={diff} onStep={narrow || origins.length === 0 ? null : step}>
        <ChangeList
          diff={diff}
          before={before}
          after={after}
          metadata={metadata}
          selected={selected}
          onSelect={narrow ? undefined : setSelected}
        />
      </ChangePanel>
    </Box>
  );
}

function originsOf({ trigger, steps }: GraphDiff): readonly string[] {
  return [...(trigger.length > 0 ? [TRIGGER] : []), ...steps.map(({ key }) => key)];
}
