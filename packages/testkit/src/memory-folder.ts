import { existsSync, mkdirSync, statfsSync } from "node:fs";
import { freemem } from "node:os";

const SHARED_MEMORY = "/dev/shm";
/** What a run of all tests takes at most, with room to spare. */
const NEEDED_BYTES = 4 * 2 ** 30;

/**
 * A folder in memory for test clusters, or null where there is too little of it or none at all (containers have 64 MB unless
 * asked for more). A clone of the template is a thousand files: 20 ms there, 150 on a disk.
 */
export function memoryFolder(): string | null {
  if (!existsSync(SHARED_MEMORY)) return null;
  const { bavail, bsize } = statfsSync(SHARED_MEMORY);
  if (Math.min(bavail * bsize, freemem()) < NEEDED_BYTES) return null;
  const folder = `${SHARED_MEMORY}/catalyst-testkit-${process.getuid?.() ?? 0}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}
