import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { Link } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";

/** A new record of any entity type, from everywhere. */
export function CreateMenu() {
  const translate = useTranslate();
  const metadata = useMetadata().data;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!metadata?.actions.includes("records.create")) return null;
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<AddIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={translate("layout.create")}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          minWidth: { xs: 36, md: 64 },
          px: { xs: 0, md: 1.5 },
          borderWidth: { xs: 0, md: 1 },
          bgcolor: { xs: "transparent", md: "background.paper" },
          "& .MuiButton-startIcon": { mr: { xs: 0, md: 0.75 }, ml: 0 },
        }}
      >
        <Box component="span" sx={{ display: { xs: "none", md: "inline" } }}>
          {translate("layout.create")}
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {metadata.entityTypes.map((type) => (
          <MenuItem key={type.key} component={Link} to={`/${type.key}/create`} onClick={() => setAnchor(null)}>
            {type.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
