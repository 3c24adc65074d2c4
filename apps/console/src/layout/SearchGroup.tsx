import Box from "@mui/material/Box";
import ListSubheader from "@mui/material/ListSubheader";
import type { ReactNode } from "react";

type SearchGroupProps = { readonly label: string; readonly children: ReactNode };

/** Lines of one kind under their name: a group inside the list box, for screen readers too. */
export function SearchGroup({ label, children }: SearchGroupProps) {
  return (
    <li role="presentation">
      <ListSubheader component="div" role="presentation" className="MuiAutocomplete-groupLabel">
        {label}
      </ListSubheader>
      <Box component="ul" role="group" aria-label={label} className="MuiAutocomplete-groupUl" sx={{ p: 0 }}>
        {children}
      </Box>
    </li>
  );
}
