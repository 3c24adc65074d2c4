import { rmSync } from "node:fs";

// Each run begins with the demo data as a first start writes it.
const dataFolder = process.env.DATA_DIR;
if (!dataFolder) throw new Error("DATA_DIR is not set; playwright.config.ts sets it");
rmSync(dataFolder, { recursive: true, force: true });
await import("../scripts/start.ts");
