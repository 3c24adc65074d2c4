import type { DataPathChoice } from "@catalyst/workflow-engine";
import Popover from "@mui/material/Popover";
import { useTranslate } from "react-admin";
import { SearchList, type SearchItem } from "../SearchList.tsx";
import { FieldIcon } from "./FieldIcon.tsx";
import { useEditedStep } from "./editor-context.ts";

type DataPickerProps = {
  readonly anchor: HTMLElement | null;
  readonly accepts?: (choice: DataPathChoice) => boolean;
  readonly onPick: (path: string) => void;
  readonly onClose: () => void;
};

/** Fields of the record and outputs of earlier steps, by name, to search and choose from. */
export function DataPicker({ anchor, accepts = () => true, onPick, onClose }: DataPickerProps) {
  const translate = useTranslate();
  const { choices } = useEditedStep();
  const items = choices
    .filter(accepts)
    .map((choice): SearchItem => ({
      id: choice.path,
      label: choice.label,
      group: choice.group,
      search: choice.path,
      icon: <FieldIcon type={choice.type} />,
    }));
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
      slotProps={{
        paper: {
          sx: { width: 340, maxWidth: "calc(100vw - 32px)", borderRadius: "12px" },
          role: "dialog",
          "aria-label": translate("workflow.data.pick"),
        },
      }}
    >
      <SearchList
        label={translate("workflow.data.search")}
        items={items}
        onPick={(path) => {
          onPick(path);
          onClose();
        }}
      />
    </Popover>
  );
}
