import SearchIcon from "@mui/icons-material/Search";
import Autocomplete from "@mui/material/Autocomplete";
import Dialog from "@mui/material/Dialog";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { QUERY_WORD_LIMIT, searchWords, wordsFoundIn } from "@catalyst/custom-fields";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { menuGroups } from "./menu-entries.tsx";
import { SearchGroup } from "./SearchGroup.tsx";
import { SearchNotice } from "./SearchNotice.tsx";
import { SearchOption } from "./SearchOption.tsx";
import { hitTargets, recentTargets, type SearchTarget } from "./search-targets.tsx";
import { useGlobalSearch } from "./use-global-search.ts";
import { useRecentRecords } from "./use-recent-records.ts";

/** Records of all entity types by any of their words, and every page, in one list that the keyboard walks. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const search = useGlobalSearch(text);
  const { recent, remember } = useRecentRecords();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  const pages = usePages(text);
  const records =
    text.trim() === ""
      ? recentTargets(recent, entityTypes, translate("layout.search_recent"))
      : hitTargets(search.hits, entityTypes);
  // Pages come when the first records are there: what is highlighted by then stays so.
  const targets = search.isSearching && records.length === 0 ? [] : [...records, ...pages];
  const go = (target: SearchTarget | null) => {
    if (!target) return;
    if (target.record) remember(target.record);
    onClose();
    void navigate(target.to);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      slotProps={{
        container: { sx: { alignItems: "flex-start" } },
        paper: {
          "aria-label": translate("layout.search"),
          "aria-labelledby": undefined,
          sx: { mt: { xs: 1, md: 6 }, p: 1, overflow: "visible", minHeight: 380, bgcolor: "background.paper" },
        },
      }}
    >
      <Autocomplete
        open
        disablePortal
        autoHighlight
        blurOnSelect
        options={targets}
        filterOptions={(options) => options}
        getOptionKey={(target) => target.to}
        groupBy={(target) => target.group}
        inputValue={text}
        loading={search.isSearching}
        loadingText={translate("layout.searching")}
        noOptionsText={translate("layout.search_none", { text })}
        onInputChange={(_event, next, reason) => {
          if (reason === "input" || reason === "clear") setText(next);
        }}
        onChange={(_event, target) => go(target)}
        onClose={(_event, reason) => {
          if (reason === "escape") onClose();
        }}
        forcePopupIcon={false}
        slotProps={{
          listbox: { sx: { maxHeight: "50vh" } },
          paper: { elevation: 0, sx: { boxShadow: "none" } },
          popper: { sx: { position: "static !important", transform: "none !important", width: "100% !important" } },
        }}
        renderOption={({ key, ...option }, target) => <SearchOption key={key} option={option} target={target} />}
        renderGroup={({ key, group, children }) => (
          <SearchGroup key={key} label={group}>
            {children}
          </SearchGroup>
        )}
        renderInput={(parameters) => (
          <TextField
            {...parameters}
            autoFocus
            placeholder={translate("layout.search_hint")}
            slotProps={{
              htmlInput: { ...parameters.inputProps, "aria-label": translate("layout.search") },
              input: {
                ...parameters.InputProps,
                startAdornment: (
                  <InputAdornment position="start">
                    <SearchIcon sx={{ fontSize: 16 }} />
                  </InputAdornment>
                ),
              },
            }}
          />
        )}
      />
      <SearchNotice search={search} />
    </Dialog>
  );
}

function usePages(text: string): readonly SearchTarget[] {
  const translate = useTranslate();
  const metadata = useMetadata().data;
  const session = useSession().data;
  if (!metadata) return [];
  const words = searchWords(text, QUERY_WORD_LIMIT);
  return menuGroups(metadata, session?.developmentMailbox ?? false)
    .flatMap((group) => group.entries)
    .map((entry) => ({
      ...entry,
      label: translate(entry.label, { _: entry.label }),
      group: translate("layout.go_to"),
      hit: null,
      record: null,
    }))
    .filter((entry) => wordsFoundIn(entry.label, words).length === words.length);
}
