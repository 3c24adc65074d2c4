import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

/** OWASP's first choice for argon2id: 19 MiB, two passes; about 30 ms. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
/** Each hash takes a core and 19 MiB, so more at a time would only slow each other and the rest down. */
const CONCURRENT_HASHES = 2;
const SALT_BYTES = 16;

const waiting: (() => void)[] = [];
let running = 0;

/** Hashes a password with argon2id, as `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, salt, COST);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** Compares in constant time. A hash in another form matches nothing. */
export async function verifyPassword(given: { readonly hash: string; readonly password: string }): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(given.hash);
  if (match === null) return false;
  const [memory = 0, passes = 0, parallelism = 0] = match.slice(1, 4).map(Number);
  const expected = Buffer.from(match[5] ?? "", "base64");
  const cost = { memory, passes, parallelism, tagLength: expected.length };
  const actual = await derive(given.password, Buffer.from(match[4] ?? "", "base64"), cost);
  return timingSafeEqual(actual, expected);
}

async function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  await turn();
  try {
    return await new Promise((resolve, reject) => {
      const message = password.normalize("NFKC");
      argon2("argon2id", { message, nonce: salt, ...cost }, (error, tag) => {
        if (error === null) resolve(tag);
        else reject(error);
      });
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function turn(): Promise<void> {
  if (running >= CONCURRENT_HASHES) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
