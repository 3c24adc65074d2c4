import type { Store } from "react-admin";

/** What belongs to the browser and not to a tenant: seen before anybody is signed in. */
const SHARED_KEYS = new Set(["theme", "sidebar.open"]);

/** A store whose other keys belong to the current scope. */
export type ScopedStore = Store & { readonly setScope: (scope: string) => void };

/**
 * Keeps preferences (columns, list state) apart by tenant and person: entity types of two tenants may have the same key
 * and other fields. Keys of another scope stay where they are until that scope is set again.
 */
export function createScopedStore(store: Store): ScopedStore {
  let scope = "";
  const scoped = (key: string) => (SHARED_KEYS.has(key) ? key : `${scope}.${key}`);
  return {
    setScope: (next) => {
      scope = next;
    },
    setup: () => store.setup(),
    teardown: () => store.teardown(),
    getItem: (key, defaultValue) => store.getItem(scoped(key), defaultValue),
    setItem: (key, value) => store.setItem(scoped(key), value),
    removeItem: (key) => store.removeItem(scoped(key)),
    removeItems: (keyPrefix) => store.removeItems(scoped(keyPrefix)),
    reset: () => store.removeItems(`${scope}.`),
    subscribe: (key, callback) => store.subscribe(scoped(key), callback),
    listItems: (keyPrefix = "") => unscoped(store.listItems?.(`${scope}.${keyPrefix}`) ?? {}, `${scope}.`),
  };
}

function unscoped(items: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(items).map(([key, value]) => [key.startsWith(prefix) ? key.slice(prefix.length) : key, value]),
  );
}
