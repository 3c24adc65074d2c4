import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { recordOutput } from "../record-output.ts";
import { databaseStep } from "../step-executor.ts";
import { CreateNoteConfig } from "./definition.ts";

/** A note is a record like any other. */
export const createNoteExecutor = databaseStep(CreateNoteConfig, async (config, { scope }) => {
  const title = renderTemplate(parseTemplate(config.title), scope, "line");
  const body = renderTemplate(parseTemplate(config.body), scope, "text");
  const fields = { title, body };
  return {
    input: { fields },
    effect: async (effects) => recordOutput(await effects.create({ entityType: "notes", fields })),
  };
});
