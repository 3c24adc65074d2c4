import SearchIcon from "@mui/icons-material/Search";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { useListContext, useTranslate } from "react-admin";
import { useEffect, useState } from "react";
import type { ListFilter } from "../provider/data-provider.ts";

/** Typing pauses this long before the list is asked again. */
const PAUSE_MS = 250;

/** Finds records by the beginning of their name. */
export function NameSearch() {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filter: ListFilter = filterValues;
  const [text, setText] = useState(filter.search ?? "");
  useEffect(() => {
    if (text === (filter.search ?? "")) return;
    const timer = setTimeout(() => setFilters({ ...filter, search: text === "" ? undefined : text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, filter, setFilters]);
  return (
    <TextField
      size="small"
      type="search"
      placeholder={translate("filter.search")}
      value={text}
      onChange={(event) => setText(event.target.value)}
      sx={{ width: { md: 200 }, flex: { xs: "1 1 140px", md: "none" } }}
      slotProps={{
        htmlInput: { "aria-label": translate("filter.search") },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
