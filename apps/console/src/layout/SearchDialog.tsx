import SearchIcon from "@mui/icons-material/Search";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type ReactElement, useState } from "react";
import { useNavigate } from "react-router-dom";
import { RecordAvatar } from "../entity/RecordAvatar.tsx";
import { useMetadata } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { menuGroups } from "./menu-entries.tsx";
import { useRecordSearch } from "./use-record-search.ts";

type Target = { readonly to: string; readonly label: string; readonly group: string; readonly icon: ReactElement };

/** Records by the beginning of their name, and every page, in one list that the keyboard walks. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const records = useRecordSearch(text);
  const pages = usePages(text);
  const targets: Target[] = [
    ...records.found.map((record) => ({ ...record, icon: <RecordAvatar name={record.label} size={24} /> })),
    ...pages,
  ];
  const go = (target: Target | null) => {
    if (!target) return;
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
        loading={records.isSearching}
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
        renderOption={({ key, ...props }, target) => (
          <Box component="li" key={key} {...props} sx={{ gap: 1.25, fontSize: 13, minHeight: "36px !important" }}>
            {target.icon}
            {target.label}
          </Box>
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
    </Dialog>
  );
}

function usePages(text: string): readonly Target[] {
  const translate = useTranslate();
  const metadata = useMetadata().data;
  const session = useSession().data;
  if (!metadata) return [];
  const words = text.trim().toLowerCase();
  return menuGroups(metadata, session?.developmentMailbox ?? false)
    .flatMap((group) => group.entries)
    .map((entry) => ({ ...entry, label: translate(entry.label, { _: entry.label }), group: translate("layout.go_to") }))
    .filter((entry) => entry.label.toLowerCase().includes(words));
}
