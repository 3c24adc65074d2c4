import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { type ComponentType, lazy, Suspense } from "react";

/** A page that is loaded when it is opened; the frame around it stays, with a skeleton in its place. */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  const Page = lazy(async () => ({ default: await load() }));
  return function LazyPage() {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <Page />
      </Suspense>
    );
  };
}

function PageSkeleton() {
  return (
    <Box aria-busy="true" sx={{ p: 2.5 }}>
      <Skeleton animation={false} height={28} width={240} />
      <Skeleton animation={false} height={46} />
      <Skeleton animation={false} height={46} />
    </Box>
  );
}
