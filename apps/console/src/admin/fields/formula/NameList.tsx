import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Collapse from "@mui/material/Collapse";
import Typography from "@mui/material/Typography";
import { useId, useState } from "react";
import { useTranslate } from "react-admin";
import type { Suggestion } from "./suggestions.ts";

type NameListProps = {
  readonly title: string;
  readonly names: readonly Suggestion[];
  readonly onInsert: (suggestion: Suggestion) => void;
};

/** A folded list of fields or functions; one is inserted where the caret is. */
export function NameList({ title, names, onInsert }: NameListProps) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <Box>
      <Button
        size="small"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        endIcon={<ExpandMoreIcon sx={{ transform: isOpen ? "rotate(180deg)" : "none" }} />}
      >
        {title}
      </Button>
      <Collapse in={isOpen} unmountOnExit>
        <Box id={id} role="group" aria-label={title} sx={{ display: "grid", maxHeight: 220, overflowY: "auto" }}>
          {names.map((suggestion) => (
            <Button
              key={suggestion.insert}
              size="small"
              color="inherit"
              aria-label={translate("computed.formula.insert", { name: suggestion.name })}
              onClick={() => onInsert(suggestion)}
              sx={{ justifyContent: "flex-start", gap: 1, textAlign: "left", minWidth: 0 }}
            >
              <Box component="code" sx={{ flex: "none", fontWeight: 400 }}>
                {suggestion.kind === "function" ? suggestion.detail : suggestion.name}
              </Box>
              {suggestion.kind === "field" ? (
                <Typography variant="caption" color="text.secondary" noWrap>
                  {suggestion.detail}
                </Typography>
              ) : null}
            </Button>
          ))}
        </Box>
      </Collapse>
    </Box>
  );
}
