import type { TenantMetadata } from "@catalyst/contracts";
import type { I18nProvider } from "react-admin";
import { computedMessages } from "./admin/fields/formula/messages.ts";
import { calendarMessages } from "./calendar/messages.ts";
import { entityMessages } from "./entity/messages.ts";
import { fieldMessages } from "./field/messages.ts";
import { fieldTypeMessages } from "./field/registry.ts";
import { layoutMessages } from "./layout/messages.ts";
import { inboxMessages } from "./inbox/messages.ts";
import { authMessages } from "./login/messages.ts";
import { firstWorkflowTexts } from "./workflow/index.ts";
import { fieldLabel } from "./provider/field-labels.ts";
import { addTexts, loadedTexts } from "./texts.ts";
import { createTranslator } from "./translate.ts";

/** Texts of the first load; administration brings its own. */
const messages = {
  ...computedMessages,
  ...entityMessages,
  ...fieldMessages,
  ...fieldTypeMessages,
  ...layoutMessages,
  ...authMessages,
  ...inboxMessages,
  ...calendarMessages,
  ...firstWorkflowTexts,
};

const LOCALE = "en";
addTexts(messages);
const translate = createTranslator(loadedTexts, LOCALE);

/** All texts of the console; names of fields come from the tenant's metadata. */
export function createI18nProvider(metadata: () => TenantMetadata | undefined): I18nProvider {
  return {
    translate: (key, options) => fieldLabel(key, metadata()) ?? translate(key, options),
    changeLocale: () => Promise.resolve(),
    getLocale: () => LOCALE,
  };
}
