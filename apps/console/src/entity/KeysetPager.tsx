import type { EntityType } from "@catalyst/contracts";
import ChevronLeftIcon from "@mui/icons-material/ChevronLeft";
import ChevronRightIcon from "@mui/icons-material/ChevronRight";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useListContext, useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../provider/api-error.ts";
import type { ListFilter } from "../provider/data-provider.ts";
import { trpc } from "../provider/trpc-client.ts";

/** Previous and next; the total is counted only when somebody asks for it. */
export function KeysetPager({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const { page, perPage, setPage, hasNextPage, hasPreviousPage, data = [] } = useListContext();
  const first = (page - 1) * perPage + 1;
  return (
    <Stack
      component="footer"
      direction="row"
      spacing={1}
      sx={{
        alignItems: "center",
        px: { xs: 1.5, md: 2.5 },
        minHeight: 48,
        flex: "none",
        borderTop: 1,
        borderColor: "divider",
        bgcolor: "background.paper",
        position: { xs: "sticky", md: "static" },
        bottom: 56,
        zIndex: 3,
      }}
    >
      <Typography variant="caption" color="text.secondary" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {data.length === 0
          ? translate("record.no_rows")
          : translate("record.rows", { first, last: first + data.length - 1 })}
      </Typography>
      <CountButton entityType={entityType} />
      <span style={{ flex: 1 }} />
      <Button
        size="small"
        variant="outlined"
        startIcon={<ChevronLeftIcon />}
        disabled={!hasPreviousPage}
        onClick={() => setPage(page - 1)}
      >
        {translate("record.previous")}
      </Button>
      <Button
        size="small"
        variant="outlined"
        endIcon={<ChevronRightIcon />}
        disabled={!hasNextPage}
        onClick={() => setPage(page + 1)}
      >
        {translate("record.next")}
      </Button>
    </Stack>
  );
}

type Count = { readonly key: string; readonly count: number; readonly capped: boolean };

function CountButton({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { filterValues } = useListContext();
  const [found, setFound] = useState<Count | null>(null);
  const { where, search, deleted }: ListFilter = filterValues;
  const key = JSON.stringify(filterValues);
  const count = async () => {
    try {
      const result = await trpc.records.count.query({
        entityType: entityType.key,
        ...(where ? { filter: where } : {}),
        ...(search ? { search } : {}),
        deleted: deleted ?? false,
      });
      setFound({ key, ...result });
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
  };
  if (found?.key === key) {
    return (
      <Typography variant="caption" role="status" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {translate(found.capped ? "record.count_capped" : "record.count", { count: found.count.toLocaleString() })}
      </Typography>
    );
  }
  return (
    <Button size="small" onClick={() => void count()}>
      {translate("record.count_all")}
    </Button>
  );
}
