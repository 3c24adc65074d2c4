import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactElement, ReactNode } from "react";

type StatePageProps = {
  readonly icon: ReactElement;
  readonly title: string;
  readonly hint?: ReactNode;
  /** What a person can do next; the first is the way on. */
  readonly actions?: ReactNode;
  readonly requestId?: string | null;
  readonly tone?: "neutral" | "danger";
  /** The heading's level: 1 where the page has no other. */
  readonly level?: "h1" | "h2";
};

/** What stands where content would be: empty, no result, error, forbidden, not found. */
export function StatePage({ icon, title, hint, actions, requestId, tone = "neutral", level = "h2" }: StatePageProps) {
  return (
    <Box
      role={tone === "danger" ? "alert" : undefined}
      sx={{
        flex: 1,
        display: "grid",
        justifyItems: "center",
        alignContent: "center",
        gap: 1,
        py: 8,
        px: 2.5,
        textAlign: "center",
      }}
    >
      <Box
        aria-hidden
        sx={({ palette }) => ({
          width: 44,
          height: 44,
          mb: 0.5,
          borderRadius: "11px",
          display: "grid",
          placeItems: "center",
          "& svg": { fontSize: 20 },
          bgcolor: tone === "danger" ? palette.error.light : palette.option.slate.soft,
          color: tone === "danger" ? palette.error.main : palette.option.slate.text,
        })}
      >
        {icon}
      </Box>
      <Typography variant="h2" component={level} sx={{ fontSize: 15 }}>
        {title}
      </Typography>
      {hint ? (
        <Typography color="text.secondary" sx={{ maxWidth: 360 }}>
          {hint}
        </Typography>
      ) : null}
      {actions ? (
        <Box sx={{ display: "flex", flexWrap: "wrap", justifyContent: "center", gap: 1, mt: 0.5 }}>{actions}</Box>
      ) : null}
      {requestId ? (
        <Typography
          variant="caption"
          color="text.secondary"
          sx={{ fontFamily: "ui-monospace, monospace", fontSize: 11.5, mt: 0.5 }}
        >
          {requestId}
        </Typography>
      ) : null}
    </Box>
  );
}
