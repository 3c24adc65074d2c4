import Box from "@mui/material/Box";
import type { HTMLAttributes } from "react";
import { MarkedText } from "./MarkedText.tsx";
import type { SearchTarget } from "./search-targets.tsx";

type SearchOptionProps = { readonly target: SearchTarget; readonly option: HTMLAttributes<HTMLLIElement> };

/** A line of the search: the name with what was sought in it, and in grey the other field that it was found by. */
export function SearchOption({ target, option }: SearchOptionProps) {
  const { hit } = target;
  return (
    <Box component="li" {...option} sx={{ gap: 1.25, fontSize: 13, minHeight: "36px !important" }}>
      {target.icon}
      <Box component="span" sx={{ minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
        {hit ? <MarkedText text={target.label} ranges={hit.nameRanges} /> : target.label}
        {hit?.field ? (
          <Box component="span" sx={{ color: "text.secondary", ml: 1 }}>
            {`${hit.field.label}: `}
            <MarkedText text={hit.field.text} ranges={hit.field.ranges} />
          </Box>
        ) : null}
      </Box>
    </Box>
  );
}
