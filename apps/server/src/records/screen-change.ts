import type { ChangeReason } from "@catalyst/contracts";

/** Why a change that comes through the router happened. */
export const SCREEN_CHANGE: ChangeReason = { kind: "screen" };
