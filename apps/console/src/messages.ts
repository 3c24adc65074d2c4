import polyglotI18nProvider from "ra-i18n-polyglot";
import englishMessages from "ra-language-english";
import { adminMessages } from "./admin/index.ts";
import { entityMessages } from "./entity/messages.ts";
import { layoutMessages } from "./layout/messages.ts";
import { authMessages } from "./login/messages.ts";

const messages = { ...englishMessages, ...adminMessages, ...entityMessages, ...layoutMessages, ...authMessages };

/** All texts of the console. */
export const i18nProvider = polyglotI18nProvider(() => messages, "en", [{ locale: "en", name: "English" }], { allowMissing: true });
