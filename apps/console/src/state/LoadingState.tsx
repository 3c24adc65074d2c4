import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useTimeout, useTranslate } from "react-admin";

/** Anything faster than this shows no skeleton at all: it would only flicker. */
const DELAY_MS = 300;
const ROWS = [64, 48, 72, 40, 56, 68, 44, 60];

/** Rows to come, in their final geometry. */
export function LoadingState() {
  const translate = useTranslate();
  const isSlow = useTimeout(DELAY_MS);
  return (
    <Box role="status" aria-label={translate("state.loading")} sx={{ flex: 1, minHeight: 240 }}>
      {isSlow ? ROWS.map((width) => <SkeletonRow key={width} width={width} />) : null}
    </Box>
  );
}

function SkeletonRow({ width }: { readonly width: number }) {
  return (
    <Box
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1.5,
        height: 46,
        px: 2.5,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Skeleton variant="rounded" width={28} height={28} animation={false} />
      <Skeleton variant="rounded" width={`${width / 2}%`} height={12} animation={false} />
      <Box sx={{ flex: 1 }} />
      <Skeleton variant="rounded" width={80} height={12} animation={false} />
      <Skeleton variant="rounded" width={56} height={12} animation={false} />
    </Box>
  );
}
