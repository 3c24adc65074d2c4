import CloseIcon from "@mui/icons-material/CloseOutlined";
import ErrorIcon from "@mui/icons-material/ErrorOutlineOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { useTranslate } from "react-admin";
import { describePath } from "../document/describe-path.ts";
import { isOpenData } from "../document/open-data.ts";
import { useLook } from "../look.ts";
import { FieldIcon } from "./FieldIcon.tsx";
import { useEditedStep, useEditor } from "./editor-context.ts";

type DataChipProps = { readonly path: string; readonly onRemove?: () => void };

/** A piece of data by its name and not its path; red, with the cause, when it names nothing. */
export function DataChip({ path, onRemove }: DataChipProps) {
  const look = useLook();
  const editor = useEditor();
  const translate = useTranslate();
  const { choices } = useEditedStep();
  const name = describePath(path, editor);
  const broken =
    name.broken ||
    !choices.some((choice) => choice.path === path || (isOpenData(choice) && path.startsWith(`${choice.path}.`)));
  const colours = broken ? look.danger : { soft: look.accentSoft, text: look.accentText };
  return (
    <Box
      component="span"
      title={path}
      sx={{
        display: "inline-flex",
        alignItems: "center",
        gap: 0.5,
        maxWidth: 1,
        px: 0.75,
        minHeight: 24,
        borderRadius: "6px",
        bgcolor: colours.soft,
        color: colours.text,
        fontSize: 12,
        lineHeight: "16px",
        fontWeight: 600,
      }}
    >
      {broken ? (
        <ErrorIcon aria-hidden sx={{ fontSize: 14 }} />
      ) : (
        <FieldIcon type={choices.find((choice) => choice.path === path)?.type ?? "text"} />
      )}
      <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
        {broken ? translate("workflow.data.broken", { label: name.label }) : name.label}
      </Box>
      <Box component="span" sx={{ fontWeight: 400, whiteSpace: "nowrap" }}>
        {name.source}
      </Box>
      {onRemove === undefined ? null : (
        <IconButton
          size="small"
          aria-label={translate("workflow.data.remove", { label: name.label })}
          onClick={onRemove}
          sx={{ p: 0, color: "inherit", minWidth: 24, minHeight: 24 }}
        >
          <CloseIcon sx={{ fontSize: 14 }} />
        </IconButton>
      )}
    </Box>
  );
}
