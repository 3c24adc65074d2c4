import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./chromium.ts";

const root = join(import.meta.dirname, "..");
const port = Number(process.env.E2E_PORT ?? 3917);
const dataFolder = process.env.E2E_DATA_DIR ?? join(root, ".cache", "e2e-data");
const browser = await findChromium(join(root, ".cache"));

/** The whole product, started as a user starts it, on data of its own. One worker: the journeys share the demo tenants. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: join(root, "e2e", "results"),
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: join(root, ".cache", "e2e-report.json") }]],
  use: {
    actionTimeout: 15_000,
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    video: "off",
    launchOptions: {
      executablePath: browser.executablePath,
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
  },
  webServer: {
    command: "node e2e/start-product.ts",
    cwd: root,
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 180_000,
    reuseExistingServer: process.env.E2E_REUSE === "1",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    stdout: "pipe",
    env: { PORT: String(port), DATA_DIR: dataFolder, APP_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: "warn" },
  },
});
