import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/dist/**", ".cache/**", ".data/**", "e2e/**"];
const places = ["packages", "apps", "tools", "scripts", "bench"];
const files = (kind: string): string[] => places.map((place) => `${place}/**/*.${kind}`);

export default defineConfig({
  test: {
    // Two cores is what a small CI machine has; more workers would fight with PostgreSQL.
    maxWorkers: 2,
    // Files share what they import: loading it anew for each took half of the unit tests' time and a sixth of the others'.
    isolate: false,
    projects: [
      {
        test: {
          name: "unit",
          include: files("test.{ts,tsx}"),
          exclude: [...ignored, "**/*.{db,ci,crash}.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "db",
          include: files("{db,crash}.test.ts"),
          exclude: ignored,
          globalSetup: "packages/testkit/src/global-setup.ts",
          maxWorkers: 3, // Some of these tests wait for a lease most of the time.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "ci",
          include: files("ci.test.ts"),
          exclude: ignored,
          globalSetup: "packages/testkit/src/global-setup.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
