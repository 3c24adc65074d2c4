import { credentialMessages } from "./credentials/messages.ts";
import { fieldAdminMessages } from "./fields/messages.ts";
import { adminMessages } from "./messages.ts";

/** Texts of all administration pages. */
export const adminTexts = { ...adminMessages, ...credentialMessages, ...fieldAdminMessages };
