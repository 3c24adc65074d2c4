import type { RecordReference } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { Link as RouterLink } from "react-router-dom";

/** Some records by name, each a way to it. */
export function RecordLinks({ records }: { readonly records: readonly RecordReference[] }) {
  return (
    <Box component="span" sx={{ display: "flex", flexWrap: "wrap", columnGap: 1.5, rowGap: 0.25 }}>
      {records.map((record) => (
        <Link key={record.id} component={RouterLink} to={`/${record.entityType}/${record.id}/show`} underline="hover">
          {record.displayName}
        </Link>
      ))}
    </Box>
  );
}
