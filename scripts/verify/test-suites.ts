import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { announceStage, type Count, ROOT, runProgram } from "./stage.ts";

const REPORTS = join(ROOT, ".cache", "reports");

/** Runs one of vitest's projects and counts its tests from the JSON report. */
export async function runVitest(project: string): Promise<Count> {
  announceStage(`tests: ${project}`);
  const report = freshReport(`${project}.json`);
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    "--passWithNoTests",
  ];
  const status = await runProgram({ name: project, program: "vitest", args });
  return countVitest(status, readReport(report));
}

/** Runs the journeys in a real browser. */
export async function runPlaywright(): Promise<Count> {
  announceStage("tests: end to end");
  if (!readdirSync(join(ROOT, "e2e")).some((name) => name.endsWith(".spec.ts"))) return { passed: 0, failed: 0 };
  const report = freshReport("e2e.json");
  const args = ["test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"];
  const status = await runProgram({
    name: "e2e",
    program: "playwright",
    args,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return countPlaywright(status, readReport(report));
}

/** A run that reports success but ends with an error (an unhandled rejection, a crash) counts as one more failure. */
export function countVitest(status: number, report: unknown): Count {
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numFailedTestSuites: suites = 0 } = numbersOf(report);
  return { passed, failed: failed > 0 || status === 0 ? failed : Math.max(suites, 1) };
}

/** Flaky tests count as failed: one that passes at the second try hides a race. */
export function countPlaywright(status: number, report: unknown): Count {
  const stats = typeof report === "object" && report !== null && "stats" in report ? report.stats : undefined;
  const { expected = 0, unexpected = 0, flaky = 0 } = numbersOf(stats);
  return { passed: expected, failed: unexpected + flaky > 0 || status === 0 ? unexpected + flaky : 1 };
}

function numbersOf(value: unknown): Readonly<Record<string, number | undefined>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}

function freshReport(name: string): string {
  mkdirSync(REPORTS, { recursive: true });
  const report = join(REPORTS, name);
  rmSync(report, { force: true });
  return report;
}

function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
