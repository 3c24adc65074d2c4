import { z } from "zod";
import { EffectError } from "../../effect-error.ts";
import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { externalStep } from "../step-executor.ts";
import { SendEmailConfig } from "./definition.ts";

const RenderedMail = z.strictObject({ to: z.string(), subject: z.string(), text: z.string() });
/** One plain address; display names would need quoting rules of their own. */
const ADDRESS = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,190}\.[^\s@,;<>"]{2,63}$/;
const RECIPIENT_LIMIT = 50;

/** Renders the mail before the call, so that a repeated call sends the very same. */
export const sendEmailExecutor = externalStep(SendEmailConfig, RenderedMail, {
  render: (config, { scope }) => ({
    to: assertAddresses(renderTemplate(parseTemplate(config.to), scope, "line")),
    subject: renderTemplate(parseTemplate(config.subject), scope, "line").trim(),
    text: renderTemplate(parseTemplate(config.body), scope, "text"),
  }),
  describe: (mail) => mail,
  call: async (mail, { mail: port, options }) => {
    const sent = await port.send(mail, options);
    return { messageId: sent.messageId, to: mail.to };
  },
});

function assertAddresses(text: string): string {
  const addresses = text
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  if (
    addresses.length > 0 &&
    addresses.length <= RECIPIENT_LIMIT &&
    addresses.every((address) => ADDRESS.test(address))
  )
    return addresses.join(", ");
  throw new EffectError("mail_address", "The mail has no valid address. Check what To gives for this record.", {
    retryable: false,
    definite: true,
  });
}
