import type { SearchHit, SearchResult } from "@catalyst/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { trpc } from "../provider/trpc-client.ts";

/** Typing pauses this long before the server is asked. */
const PAUSE_MS = 150;
/** Records shown of each entity type. */
const SHOWN = 5;

/** What a search knows so far. */
export type RecordSearch = {
  readonly hits: readonly SearchHit[];
  readonly reindexing: SearchResult["reindexing"];
  readonly isSearching: boolean;
  readonly error: unknown;
  readonly retry: () => void;
};

/** Records of all entity types that hold the words of the text; what was found stays while the next letters are sought. */
export function useGlobalSearch(text: string): RecordSearch {
  const typed = text.trim();
  const sought = usePaused(typed);
  const answer = useQuery({
    queryKey: ["search", sought],
    enabled: sought !== "",
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => trpc.search.global.query({ text: sought, limit: SHOWN }, { signal }),
  });
  const isEmpty = typed === "";
  return {
    hits: isEmpty ? [] : (answer.data?.groups.flatMap((group) => group.hits) ?? []),
    reindexing: isEmpty ? [] : (answer.data?.reindexing ?? []),
    isSearching: !isEmpty && (typed !== sought || answer.isFetching),
    error: isEmpty ? null : answer.error,
    retry: () => void answer.refetch(),
  };
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
