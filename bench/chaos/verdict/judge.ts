import type { PlannedRun } from "../runs/plan-runs.ts";
import type { ChaosSite } from "../site/chaos-site.ts";
import { compare, countEffects } from "./compare.ts";
import { DONE_EFFECTS, RUNS_IN_LIMBO, UNCERTAIN_CALLS } from "./statements.ts";

/** What came of all runs. */
export type Verdict = {
  /** All runs: those from outside, those that runs have started, and shares of loops. */
  readonly runs: number;
  readonly expected: number;
  readonly done: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Runs that have neither ended nor wait for what they are to wait for. */
  readonly limbo: readonly string[];
  /** Calls of which nobody knows, and the history says so. */
  readonly uncertain: number;
  /** Keys that came to the receiver with two different requests. */
  readonly brokenKeys: readonly string[];
};

/** Compares what all runs must have done with what the database and the receiver hold. */
export async function judge(site: ChaosSite, runs: readonly PlannedRun[]): Promise<Verdict> {
  const expected = countEffects(runs.flatMap((run) => run.expected.effects));
  const mayMiss = new Set(runs.flatMap((run) => run.expected.uncertain));
  const uncertain = await namesOf(site, UNCERTAIN_CALLS);
  for (const call of mayMiss) if (!uncertain.includes(call) || site.receiver.done.has(call)) expected.set(call, 1);
  const done = await effectsDone(site);
  const { lost, doubled } = compare(expected, done);
  const guessed = uncertain.filter((call) => !mayMiss.has(call)).map((call) => `uncertain|${call}`);
  return {
    runs: [...done].reduce((sum, [effect, times]) => (/^(?:run|share)\|/.test(effect) ? sum + times : sum), 0),
    expected: total(expected),
    done: total(done),
    lost,
    doubled: [...doubled, ...guessed],
    limbo: await namesOf(site, RUNS_IN_LIMBO),
    uncertain: uncertain.length,
    brokenKeys: site.receiver.broken,
  };
}

/** The ids of the runs that belong to the starts which effects name, for people who look into it. */
export async function offendingRuns(site: ChaosSite, effects: readonly string[]): Promise<readonly string[]> {
  const starts = [...new Set(effects.map((effect) => /\bb\d+-\d+\b/.exec(effect)?.[0] ?? ""))].slice(0, 20);
  const rows = await site.ask<{ readonly name: string }>(
    `select run_id || ' ' || tag || ' ' || status as name from (
       select *, coalesce(trigger -> 'input' ->> 'tag', trigger -> 'record' ->> 'name') as tag from crm.workflow_runs) r
     where split_part(tag, '/', 1) = any($1::text[]) order by tag`,
    [starts],
  );
  return rows.map((row) => row.name);
}

async function effectsDone(site: ChaosSite): Promise<Map<string, number>> {
  const rows = await site.ask<{ readonly name: string; readonly times: number }>(DONE_EFFECTS);
  const done = new Map(rows.map((row) => [row.name, row.times]));
  for (const [effect, keys] of site.receiver.done) done.set(effect, keys.size);
  return done;
}

async function namesOf(site: ChaosSite, sql: string): Promise<readonly string[]> {
  return (await site.ask<{ readonly name: string }>(sql)).map((row) => row.name);
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
