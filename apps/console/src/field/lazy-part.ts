import { type ComponentType, createElement, type ReactElement, use } from "react";

/** A component that is loaded when it is first needed; it suspends until then, and renders at once from then on. */
export type LazyPart<Props> = {
  (props: Props): ReactElement;
  /** Loads it ahead, so that it is there when it is shown. */
  readonly load: () => Promise<ComponentType<Props>>;
};

/** A part by how it is imported; an import that failed is tried again by the next who needs it. */
export function lazyPart<Props extends object>(start: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let component: ComponentType<Props> | undefined;
  let loading: Promise<ComponentType<Props>> | undefined;
  const begin = async () => {
    try {
      component = await start();
      return component;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  const load = () => (loading ??= begin());
  const Part = (props: Props) => createElement(component ?? use(load()), props);
  return Object.assign(Part, { load });
}
