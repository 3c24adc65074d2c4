import { libraryMessages } from "./layout/library-messages.ts";
import type { Messages } from "./translate.ts";

/** All texts that are loaded; the console's first ones are added by `messages.ts`, others by the pages that need them. */
export const loadedTexts: Messages[] = [libraryMessages];

/** Adds texts, once. */
export function addTexts(texts: Messages): void {
  if (!loadedTexts.includes(texts)) loadedTexts.push(texts);
}
