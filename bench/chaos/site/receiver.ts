import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { seededRandom } from "../random.ts";

/** Somebody else's server: takes calls and mails, honours idempotency keys, and is as unreliable as one. */
export type Receiver = AsyncDisposable & {
  /** For HTTP steps. */
  readonly url: string;
  readonly host: string;
  /** What was done, by the effect's name: the keys under which it was done. */
  readonly done: ReadonlyMap<string, ReadonlySet<string>>;
  /** Keys that came with two different requests: what a receiver would refuse. */
  readonly broken: readonly string[];
};

/** How often at most a flaky call is refused before it is done. */
const REFUSALS = 2;
const SLOW_MS = 600;

type World = {
  readonly seed: string;
  readonly done: Map<string, Set<string>>;
  readonly broken: string[];
  /** The request that first came under a key. */
  readonly requests: Map<string, string>;
  /** How often each effect was asked for. */
  readonly asked: Map<string, number>;
};

/** Starts it on a port of its own. */
export async function startReceiver(seed: string): Promise<Receiver> {
  const world: World = { seed, done: new Map(), broken: [], requests: new Map(), asked: new Map() };
  const server = createServer((request, response) => {
    answer(world, request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port");
  const host = `127.0.0.1:${address.port}`;
  return {
    url: `http://${host}`,
    host,
    done: world.done,
    broken: world.broken,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const key = String(request.headers["idempotency-key"]);
  const path = decodeURIComponent(request.url ?? "");
  const sent = `${request.method} ${path} ${body}`;
  if ((world.requests.get(key) ?? sent) !== sent) world.broken.push(key);
  world.requests.set(key, sent);
  if (path === "/emails") return takeMail(world, { key, body, response });
  const [, mode = "", ...name] = path.split("/");
  await takeCall(world, { key, mode, effect: `call|${name.join("/")}`, response });
}

/** Answers as the mail provider does; faults are drawn from the subject. */
async function takeMail(
  world: World,
  { key, body, response }: { readonly key: string; readonly body: string; readonly response: ServerResponse },
): Promise<void> {
  const mail: { readonly subject: string } = JSON.parse(body);
  const effect = `mail|${mail.subject}`;
  const luck = seededRandom(`${world.seed}/${effect}`).next();
  const first = isFirst(world, effect);
  if (first && luck < 0.1)
    return send(response, 429, { name: "rate_limit_exceeded", message: "Slow down", statusCode: 429 });
  take(world, effect, key);
  if (first && luck < 0.2)
    return send(response, 500, { name: "internal_server_error", message: "Oops", statusCode: 500 });
  if (first && luck < 0.25) return void response.destroy();
  send(response, 200, { id: `mail-${key}` });
}

type Call = { readonly key: string; readonly mode: string; readonly effect: string; readonly response: ServerResponse };

async function takeCall(world: World, { key, mode, effect, response }: Call): Promise<void> {
  const random = seededRandom(`${world.seed}/${effect}`);
  if (mode === "refused" || (mode === "picky" && isOdd(effect))) return send(response, 400, { error: "refused" });
  const asked = (world.asked.get(effect) ?? 0) + 1;
  world.asked.set(effect, asked);
  if (mode === "flaky" && asked <= random.int(1, REFUSALS)) return send(response, 503, { error: "busy" });
  take(world, effect, key);
  if (mode === "slow") await delay(random.int(1, SLOW_MS));
  if (mode === "doubtful" && asked === 1) {
    if (random.chance(0.5)) return send(response, 500, { error: "done, but who knows" });
    return void response.destroy();
  }
  send(response, 200, { ok: true });
}

function isFirst(world: World, effect: string): boolean {
  const asked = world.asked.get(effect) ?? 0;
  world.asked.set(effect, asked + 1);
  return asked === 0;
}

/** Once for each key, as receivers promise. */
function take(world: World, effect: string, key: string): void {
  const keys = world.done.get(effect) ?? new Set();
  world.done.set(effect, keys.add(key));
}

/** The last item in the effect's name is one of those that are refused. */
function isOdd(effect: string): boolean {
  const place = [...effect.matchAll(/g\d+-(\d+)/g)].at(-1)?.[1];
  return Number(place) % 2 === 1;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
