import SearchOffIcon from "@mui/icons-material/SearchOff";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { StatePage } from "../../state/StatePage.tsx";
import { useOpenField } from "./use-open-field.ts";

/** The search leaves nothing. */
export function NoFieldFound() {
  const translate = useTranslate();
  const { set } = useOpenField();
  return (
    <StatePage
      icon={<SearchOffIcon />}
      title={translate("admin.fields.none_found")}
      hint={translate("admin.fields.none_found_hint")}
      actions={
        <Button variant="outlined" onClick={() => set({ find: null, only: null })}>
          {translate("admin.fields.clear_search")}
        </Button>
      }
    />
  );
}
