import type { TriggerDefinition } from "@catalyst/contracts";
import { useEditor } from "../editor-context.ts";

type TriggerConfig = TriggerDefinition["config"];

/** Changes the trigger; `editing` names the input, so that letters typed into it are undone together. */
export function useSetTrigger(): (trigger: TriggerDefinition, editing?: string) => void {
  const { apply } = useEditor();
  return (trigger, editing) => apply({ kind: "setTrigger", trigger }, editing);
}

/** Changes parts of the trigger's config; a part that is given as undefined is taken out. */
export function useSetTriggerConfig(): (patch: {
  readonly [Key in keyof TriggerConfig]?: TriggerConfig[Key] | undefined;
}) => void {
  const { graph } = useEditor();
  const setTrigger = useSetTrigger();
  return (patch) => {
    const config: TriggerConfig = JSON.parse(JSON.stringify({ ...graph.trigger.config, ...patch }));
    setTrigger({ ...graph.trigger, config }, `trigger.${Object.keys(patch).join()}`);
  };
}
