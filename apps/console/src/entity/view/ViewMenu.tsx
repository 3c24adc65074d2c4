import type { EntityType, SavedView } from "@catalyst/contracts";
import CheckIcon from "@mui/icons-material/Check";
import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import GroupsOutlinedIcon from "@mui/icons-material/GroupsOutlined";
import LockOutlinedIcon from "@mui/icons-material/LockOutlined";
import ViewListOutlinedIcon from "@mui/icons-material/ViewListOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ListSubheader from "@mui/material/ListSubheader";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { type ReactNode, useState } from "react";
import type { ListView } from "./use-list-view.ts";

type ViewMenuProps = { readonly entityType: EntityType; readonly list: ListView };

/** Which view the list shows; a dot says that it is not as it was saved. */
export function ViewMenu({ entityType, list }: ViewMenuProps) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { view, views, changed } = list;
  const all = translate("view.all", { label: entityType.labelPlural.toLowerCase() });
  const name = view?.name ?? all;
  const show = (next: SavedView | null) => {
    setAnchor(null);
    list.open(next);
  };
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        size="small"
        aria-haspopup="menu"
        aria-label={translate("view.menu", { name })}
        startIcon={<ViewIcon view={view} />}
        endIcon={<ExpandMoreIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ borderColor: "borderStrong", maxWidth: 240, fontWeight: 600 }}
      >
        <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
          {name}
        </Box>
        {view && changed ? <ChangedDot /> : null}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { minWidth: 240, maxWidth: "calc(100vw - 32px)", maxHeight: 480, mt: 0.5 } } }}
      >
        <ViewItem label={all} icon={<ViewIcon view={null} />} chosen={view === null} onChoose={() => show(null)} />
        {group({ entries: views.filter((entry) => entry.shared), label: translate("view.shared") }, { view, show })}
        {group({ entries: views.filter((entry) => !entry.shared), label: translate("view.mine") }, { view, show })}
      </Menu>
    </>
  );
}

type ViewGroup = { readonly entries: readonly SavedView[]; readonly label: string };
type Choosing = { readonly view: SavedView | null; readonly show: (view: SavedView) => void };

/** MUI's menu needs its entries as children, so this gives a list and is no component. */
function group({ entries, label }: ViewGroup, { view, show }: Choosing): ReactNode[] {
  if (entries.length === 0) return [];
  return [
    <ListSubheader key={label} disableSticky sx={{ lineHeight: "28px", bgcolor: "transparent", mt: 0.5 }}>
      {label}
    </ListSubheader>,
    ...entries.map((entry) => (
      <ViewItem
        key={entry.viewId}
        label={entry.name}
        icon={<ViewIcon view={entry} />}
        isDefault={entry.isDefault}
        chosen={entry.viewId === view?.viewId}
        onChoose={() => show(entry)}
      />
    )),
  ];
}

type ViewItemProps = {
  readonly label: string;
  readonly icon: ReactNode;
  readonly chosen: boolean;
  readonly isDefault?: boolean;
  readonly onChoose: () => void;
};

function ViewItem({ label, icon, chosen, isDefault = false, onChoose, ...item }: ViewItemProps) {
  const translate = useTranslate();
  return (
    <MenuItem {...item} selected={chosen} onClick={onChoose} sx={{ gap: 1 }}>
      {icon}
      <Box component="span" sx={{ flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" }}>
        {label}
      </Box>
      {isDefault ? (
        <Typography variant="caption" color="text.secondary">
          {translate("view.default")}
        </Typography>
      ) : null}
      <CheckIcon sx={{ fontSize: 16, visibility: chosen ? "visible" : "hidden" }} />
    </MenuItem>
  );
}

function ViewIcon({ view }: { readonly view: SavedView | null }) {
  const sx = { fontSize: 16, color: "text.secondary" };
  if (view === null) return <ViewListOutlinedIcon sx={sx} />;
  return view.shared ? <GroupsOutlinedIcon sx={sx} /> : <LockOutlinedIcon sx={sx} />;
}

function ChangedDot() {
  const translate = useTranslate();
  return (
    <Box
      component="span"
      role="img"
      aria-label={translate("view.changed")}
      title={translate("view.changed_hint")}
      sx={{ width: 7, height: 7, borderRadius: "50%", bgcolor: "warning.main", ml: 1, flexShrink: 0 }}
    />
  );
}
