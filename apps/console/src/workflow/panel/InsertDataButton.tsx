import DataIcon from "@mui/icons-material/DataObjectOutlined";
import type { DataPathChoice } from "@catalyst/workflow-engine";
import Button from "@mui/material/Button";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { DataPicker } from "./DataPicker.tsx";
import { useEditor } from "./editor-context.ts";

type InsertDataButtonProps = {
  readonly label: string;
  readonly text?: string;
  readonly accepts?: (choice: DataPathChoice) => boolean;
  readonly onPick: (path: string) => void;
};

/** Opens the data picker for one input. */
export function InsertDataButton({ label, text, accepts, onPick }: InsertDataButtonProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (readOnly) return null;
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-label={translate("workflow.data.insert_into", { label })}
        aria-haspopup="dialog"
        startIcon={<DataIcon sx={{ fontSize: 14 }} />}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ fontSize: 12, minHeight: 24, py: 0 }}
      >
        {text ?? translate("workflow.data.insert")}
      </Button>
      <DataPicker anchor={anchor} accepts={accepts} onPick={onPick} onClose={() => setAnchor(null)} />
    </>
  );
}
