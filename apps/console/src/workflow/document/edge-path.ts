/** A point of the canvas. */
export type Point = { readonly x: number; readonly y: number };
/** The lane is the vertical on which an edge spends its way; `bendAtSource`: it goes there at once, as branches do. */
export type EdgeCourse = {
  readonly source: Point;
  readonly target: Point;
  readonly laneX: number;
  readonly bendAtSource: boolean;
};

/** Corner radius. */
const RADIUS = 10;
/** Below a step that branches, the horizontal part leaves room for the branch's label. */
export const BRANCH_BEND = 24;
/** Above a step where branches join. */
const JOIN_BEND = 18;
/** From the begin of a lane to the middle of its "+". */
const BUTTON_DROP = 23;

/** Drawn path of an edge, where its "+" sits and where its branch label. All right angles, no curve but the corners. */
export type EdgeRoute = { readonly path: string; readonly button: Point; readonly label: Point };

/** Routes one edge. */
export function routeEdge(course: EdgeCourse): EdgeRoute {
  const corners = cornersOf(course);
  return { path: roundedPath(corners), ...landmarks(course) };
}

function cornersOf({ source, target, laneX }: EdgeCourse): readonly Point[] {
  const first = { y: source.y + BRANCH_BEND };
  const last = { y: Math.max(source.y + BRANCH_BEND, target.y - JOIN_BEND) };
  const points = [
    source,
    { x: source.x, y: first.y },
    { x: laneX, y: first.y },
    { x: laneX, y: last.y },
    { x: target.x, y: last.y },
    target,
  ];
  return points.filter((point, at) => at === 0 || !samePlace(point, points[at - 1])).filter(isCorner);
}

function landmarks({ source, target, laneX, bendAtSource }: EdgeCourse): {
  readonly button: Point;
  readonly label: Point;
} {
  const straight = source.x === laneX && laneX === target.x;
  const top = source.x === laneX ? source.y : source.y + BRANCH_BEND;
  const bottom = laneX === target.x ? target.y : target.y - JOIN_BEND;
  if (straight && !bendAtSource) return { button: { x: laneX, y: (top + bottom) / 2 }, label: { x: laneX, y: top } };
  const drop = bendAtSource && straight ? BRANCH_BEND + BUTTON_DROP : BUTTON_DROP;
  return {
    button: { x: laneX, y: Math.min(top + drop, Math.max((top + bottom) / 2, bottom - 14)) },
    label: { x: (source.x + laneX) / 2, y: source.y + BRANCH_BEND },
  };
}

function roundedPath(points: readonly Point[]): string {
  const [start] = points;
  if (start === undefined) return "";
  const parts = points.slice(1).map((point, at) => {
    const before = points[at] ?? start;
    const after = points[at + 2];
    return after === undefined ? `L ${point.x} ${point.y}` : corner({ before, point, after });
  });
  return [`M ${start.x} ${start.y}`, ...parts].join(" ");
}

function corner({
  before,
  point,
  after,
}: {
  readonly before: Point;
  readonly point: Point;
  readonly after: Point;
}): string {
  const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
  const into = towards(point, before, radius);
  const out = towards(point, after, radius);
  return `L ${into.x} ${into.y} Q ${point.x} ${point.y} ${out.x} ${out.y}`;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0
    ? from
    : { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}

function distance(left: Point, right: Point): number {
  return Math.hypot(left.x - right.x, left.y - right.y);
}

function samePlace(left: Point, right: Point | undefined): boolean {
  return left.x === right?.x && left.y === right.y;
}

/** A point on a straight line between its neighbours is no corner. */
function isCorner(point: Point, at: number, points: readonly Point[]): boolean {
  const before = points[at - 1];
  const after = points[at + 1];
  if (before === undefined || after === undefined) return true;
  return !(before.x === point.x && point.x === after.x) && !(before.y === point.y && point.y === after.y);
}
