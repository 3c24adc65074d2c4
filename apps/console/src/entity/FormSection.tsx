import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Typography from "@mui/material/Typography";
import { useStore } from "react-admin";
import { type ReactNode, useId } from "react";

type FormSectionProps = {
  readonly entityType: string;
  readonly title: string;
  /** Open whatever was chosen: something in it needs attention. */
  readonly forceOpen?: boolean;
  readonly children: ReactNode;
};

/** A titled group of fields that can be folded; what somebody folded stays so, in forms and on the record alike. */
export function FormSection({ entityType, title, forceOpen = false, children }: FormSectionProps) {
  const id = useId();
  const [isFolded, setFolded] = useStore(`sections.${entityType}.${title}`, false);
  const isOpen = forceOpen || !isFolded;
  return (
    <Box
      component="section"
      aria-labelledby={`${id}-title`}
      sx={{ px: { xs: 2, md: 2.5 }, "& + &": { borderTop: 1, borderColor: "divider" } }}
    >
      <Typography variant="h2" sx={{ my: 1 }}>
        <ButtonBase
          id={`${id}-title`}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setFolded(isOpen)}
          sx={{
            font: "inherit",
            minHeight: 28,
            gap: 0.5,
            ml: -0.5,
            pl: 0.5,
            pr: 0.75,
            borderRadius: "6px",
            "&:hover": { bgcolor: "action.hover" },
          }}
        >
          {title}
          <ExpandMoreIcon
            aria-hidden
            sx={{
              fontSize: 16,
              color: "text.secondary",
              transition: "transform 120ms",
              transform: isOpen ? "none" : "rotate(-90deg)",
            }}
          />
        </ButtonBase>
      </Typography>
      <Box id={id} hidden={!isOpen} sx={{ pb: 2 }}>
        {children}
      </Box>
    </Box>
  );
}
