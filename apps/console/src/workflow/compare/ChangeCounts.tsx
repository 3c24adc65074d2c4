import type { GraphDiff } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import { DIFF_ICONS, DIFF_ROLES } from "../diff-look.ts";
import { useLook } from "../look.ts";

/** How many things were added, changed and removed. */
export function ChangeCounts({ diff }: { readonly diff: GraphDiff }) {
  const look = useLook();
  const translate = useTranslate();
  const counted = (["added", "changed", "removed"] as const).map((kind) => ({ kind, count: countOf(diff, kind) }));
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.75 }}>
      {counted
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => {
          const Icon = DIFF_ICONS[kind];
          const { soft, text } = look[DIFF_ROLES[kind]];
          return (
            <Box key={kind} component="span" sx={{ ...CHIP, bgcolor: soft, color: text }}>
              <Icon aria-hidden sx={{ fontSize: 14 }} />
              {translate(`workflow.compare.counts.${kind}`, { smart_count: count })}
            </Box>
          );
        })}
    </Box>
  );
}

const CHIP = {
  display: "inline-flex",
  alignItems: "center",
  gap: 0.5,
  px: 0.875,
  height: 22,
  borderRadius: "6px",
  fontSize: 12,
  fontWeight: 500,
} as const;

function countOf({ steps, trigger, edges }: GraphDiff, kind: "added" | "changed" | "removed"): number {
  const own = steps.filter((step) => step.kind === kind).length;
  if (kind !== "changed") return own;
  const edgesAlone = steps.length === 0 && edges.added.length + edges.removed.length > 0;
  return own + (trigger.length > 0 ? 1 : 0) + (edgesAlone ? 1 : 0);
}
