import fc from "fast-check";
import { expect, test } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

/** Groups wait until they are let go, in the order in which they began. */
function gate(fails: (group: readonly number[]) => boolean = () => false) {
  const begun: (readonly number[])[] = [];
  const opens: (() => void)[] = [];
  const together = async (group: readonly number[]): Promise<readonly string[]> => {
    begun.push(group);
    await new Promise<void>((resolve) => opens.push(resolve));
    if (fails(group)) throw new Error(`no ${group.join(" ")}`);
    return group.map((request) => `did ${request}`);
  };
  return {
    begun,
    together,
    open: () => opens.shift()?.(),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

const mayHelp = (): boolean => true;
const oneKey = (): string => "";

test("what comes in while two groups are under way waits and goes together, and everybody gets their own answer", async () => {
  const { begun, together, open, turn } = gate();
  const commit = createGroupCommit({ keyOf: oneKey, together, mayHelp });
  const answers = [1, 2].map(commit);
  await turn();
  answers.push(...[3, 4, 5].map(commit));
  await turn();
  expect(begun).toEqual([[1], [2]]);

  open();
  await turn();
  expect(begun).toEqual([[1], [2], [3, 4, 5]]);
  open();
  open();
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((request) => `did ${request}`));
});

test("requests of different keys wait for each other never, and are never in one group", async () => {
  const { begun, together, turn } = gate();
  const commit = createGroupCommit({ keyOf: (request: number) => String(request % 3), together, mayHelp });
  for (let request = 0; request < 6; request += 1) void commit(request);
  await turn();
  expect(begun).toEqual([[0], [3], [1], [4], [2], [5]]);
});

test("a group that fails is done one by one, so that only the culprit fails, and those that follow go alone for a while", async () => {
  const { begun, together, open, turn } = gate((group) => group.includes(2));
  const commit = createGroupCommit({ keyOf: oneKey, together, mayHelp });
  const answers = [1, 2, 3, 4].map((request) => commit(request).catch((error: unknown) => String(error)));
  await turn();
  expect(begun).toEqual([
    [1, 2],
    [3, 4],
  ]);
  for (let turns = 0; turns < 4; turns += 1) {
    open();
    await turn();
  }
  expect(await Promise.all(answers)).toEqual(["did 1", "Error: no 2", "did 3", "did 4"]);

  const later = [5, 6].map(commit);
  await turn();
  expect(begun.slice(-2)).toEqual([[5], [6]]);
  open();
  open();
  expect(await Promise.all(later)).toEqual(["did 5", "did 6"]);
});

test("where trying again can't help, the whole group hears why", async () => {
  const { begun, together, open, turn } = gate(() => true);
  const commit = createGroupCommit({ keyOf: oneKey, together, mayHelp: () => false });
  const answers = Promise.allSettled([1, 2, 3].map(commit));
  await turn();
  open();
  open();
  expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(begun).toEqual([[1, 2], [3]]);
});

test("whatever comes when, each request is answered once, with its own answer, and no group is larger than sixteen", async () => {
  const burst = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(burst, fc.integer({ min: 2, max: 50 }), async (bursts, culprit) => {
      const sizes: number[] = [];
      const together = async (group: readonly number[]): Promise<readonly number[]> => {
        sizes.push(group.length);
        await new Promise((resolve) => setImmediate(resolve));
        if (group.some((request) => request % culprit === 1)) throw new Error("no");
        return group;
      };
      const commit = createGroupCommit({ keyOf: (request: number) => String(request % 2), together, mayHelp });
      let request = 0;
      const answers: Promise<boolean>[] = [];
      for (const count of bursts) {
        for (let each = 0; each < count; each += 1) {
          const mine = request++;
          const answered = commit(mine).then((answer) => answer === mine && mine % culprit !== 1);
          answers.push(answered.catch(() => mine % culprit === 1));
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect((await Promise.all(answers)).every(Boolean)).toBe(true);
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(16);
    }),
    { numRuns: 50 },
  );
});
