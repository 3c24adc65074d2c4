import { laneId, LANE_HEAD, LANE_PADDING } from "./layout.ts";
import type { LoopBody } from "./loops.ts";
import type { EndNode, LaneNode, StepNode } from "./to-flow.ts";

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** A block around what each loop repeats, as large as its steps need, wherever people have put them. Pure. */
export function laneNodes(bodies: readonly LoopBody[], nodes: readonly (StepNode | EndNode)[]): readonly LaneNode[] {
  const boxes = new Map<string, Box>();
  for (const body of bodies.toReversed()) {
    const inner = bodies.flatMap(({ loop }) => (body.steps.has(loop) ? [boxes.get(loop)] : []));
    const own = nodes.filter((node) => belongs(body, node)).map(boxOf);
    const around = boxAround([...own, ...inner.filter((box) => box !== undefined)]);
    if (around !== null) boxes.set(body.loop, around);
  }
  return bodies.flatMap(({ loop }) => {
    const box = boxes.get(loop);
    return box === undefined ? [] : [laneNode(loop, box)];
  });
}

function belongs({ loop, steps }: LoopBody, node: StepNode | EndNode): boolean {
  if (node.type === "step") return steps.has(node.id);
  const [, from = "", port] = node.id.split(":");
  return steps.has(from) || (from === loop && port === "item");
}

function boxOf({ position: { x, y }, width = 0, height = 0 }: StepNode | EndNode): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return {
    left: Math.min(...boxes.map(({ left }) => left)) - LANE_PADDING,
    top: Math.min(...boxes.map(({ top }) => top)) - LANE_PADDING - LANE_HEAD,
    right: Math.max(...boxes.map(({ right }) => right)) + LANE_PADDING,
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)) + LANE_PADDING,
  };
}

function laneNode(loop: string, { left, top, right, bottom }: Box): LaneNode {
  const [width, height] = [right - left, bottom - top];
  return {
    id: laneId(loop),
    type: "lane",
    position: { x: left, y: top },
    width,
    height,
    zIndex: -1,
    draggable: false,
    data: { width, height },
  };
}
