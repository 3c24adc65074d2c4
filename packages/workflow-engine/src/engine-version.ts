/**
 * What this engine can run. A version is published with the engine that its step types need; a worker claims only runs
 * that it can run, so old workers leave new workflows alone during a roll-out.
 */
export const ENGINE_VERSION = 2;
