import { useCallback, useState } from "react";
import { useSearchParams } from "react-router-dom";

/** One part of the address's query; setting null takes it away. What is open is in the address, so that it can be shared. */
export function useSearchParam(name: string): readonly [string | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string | null) => {
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (value === null) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      );
    },
    [name, setParams],
  );
  return [params.get(name), set];
}

/**
 * The selection, in the address too. The router changes the address in a transition; what the next click acts on must
 * not lag behind the last one, so the selection itself is held here.
 */
export function useSelection(): readonly [string | null, (value: string | null) => void] {
  const [param, setParam] = useSearchParam("step");
  const [selected, setSelected] = useState(param);
  const select = useCallback(
    (value: string | null) => {
      setSelected(value);
      setParam(value);
    },
    [setParam],
  );
  return [selected, select];
}
