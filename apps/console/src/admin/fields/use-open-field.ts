import { useSearchParams } from "react-router-dom";

/** Which field is open, what is shown and what is sought: all in the address, so that it can be shared and gone back to. */
export function useOpenField() {
  const [search, setSearch] = useSearchParams();
  const set = (patch: Readonly<Record<string, string | null>>) =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        next.delete("fieldId");
        for (const [name, value] of Object.entries(patch)) {
          if (value === null || value === "") next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: "find" in patch },
    );
  return {
    /** Key of the field that is open, or null. */
    openKey: search.get("field"),
    isNew: search.has("new"),
    find: search.get("find") ?? "",
    isArchived: search.get("show") === "archived",
    isOwnOnly: search.get("only") === "own",
    open: (key: "new" | { readonly field: string }) =>
      set(key === "new" ? { new: "1", field: null } : { field: key.field, new: null }),
    close: () => set({ field: null, new: null }),
    set,
  };
}
