import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";

/** Typing pauses this long before the server is asked. */
const PAUSE_MS = 200;
/** Records shown for each entity type. */
const SHOWN = 4;
/** Entity types that are searched: each costs a query. */
const TYPES_SEARCHED = 12;

type Found = { readonly to: string; readonly label: string; readonly group: string };

/** Records of all entity types whose name begins with the text. */
export function useRecordSearch(text: string): { readonly found: readonly Found[]; readonly isSearching: boolean } {
  const search = usePaused(text.trim());
  const entityTypes = (useMetadata().data?.entityTypes ?? []).slice(0, TYPES_SEARCHED);
  const answers = useQueries({
    queries: entityTypes.map((type) => ({
      queryKey: ["search", type.key, search],
      enabled: search !== "",
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        trpc.records.list.query({ entityType: type.key, search, limit: SHOWN }, { signal }),
    })),
  });
  const found = answers.flatMap(({ data }, index) => {
    const type = entityTypes[index];
    if (!data || !type || search === "") return [];
    return data.records.map((record) => ({
      to: `/${type.key}/${record.id}/show`,
      label: record.displayName,
      group: type.labelPlural,
    }));
  });
  return { found, isSearching: answers.some((answer) => answer.isFetching) };
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
