import type { EntityType, SavedView, UpdateViewInput } from "@catalyst/contracts";
import MoreHorizIcon from "@mui/icons-material/MoreHoriz";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import { useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../../provider/api-error.ts";
import { useMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useRefreshViews } from "../../provider/views.ts";
import { DeleteViewDialog } from "./DeleteViewDialog.tsx";
import type { ListView } from "./use-list-view.ts";
import { ViewDialog } from "./ViewDialog.tsx";

type ViewActionsProps = { readonly entityType: EntityType; readonly list: ListView };
type Patch = Omit<UpdateViewInput, "viewId" | "version">;

/** What can be done with changes of a list: save them, as this view or a new one, or go back; and with the view itself. */
export function ViewActions({ entityType, list }: ViewActionsProps) {
  const translate = useTranslate();
  const [dialog, setDialog] = useState<"create" | "rename" | "delete" | null>(null);
  const update = useUpdateView(entityType, list);
  const { view, current, changed } = list;
  const mayChange = useMayChange(view);
  const content = { filter: current.filter, sort: current.sort, columns: current.columns && [...current.columns] };
  const close = () => setDialog(null);
  return (
    <Stack direction="row" sx={{ alignItems: "center", flexWrap: "wrap", gap: 0.5, ml: { md: "auto" } }}>
      {changed && view ? (
        <Button size="small" color="inherit" onClick={() => list.open(view)} sx={{ color: "text.secondary" }}>
          {translate("view.reset")}
        </Button>
      ) : null}
      {changed && view && mayChange ? (
        <Button size="small" variant="outlined" onClick={() => void update(view, content)}>
          {translate("view.save")}
        </Button>
      ) : null}
      {changed ? (
        <Button size="small" onClick={() => setDialog("create")}>
          {translate("view.save_as")}
        </Button>
      ) : null}
      {view && mayChange ? (
        <OptionsMenu
          view={view}
          onChange={(patch) => void update(view, patch)}
          onRename={() => setDialog("rename")}
          onDelete={() => setDialog("delete")}
        />
      ) : null}
      {dialog === "create" ? <ViewDialog entityType={entityType} list={list} onClose={close} /> : null}
      {dialog === "rename" && view ? (
        <ViewDialog entityType={entityType} list={list} renamed={view} onClose={close} />
      ) : null}
      {dialog === "delete" && view ? (
        <DeleteViewDialog entityType={entityType} view={view} onClose={close} onDeleted={() => list.open(null)} />
      ) : null}
    </Stack>
  );
}

/** Own views are their owner's; shared ones take a right. */
function useMayChange(view: SavedView | null): boolean {
  const actions = useMetadata().data?.actions ?? [];
  return view !== null && (!view.shared || actions.includes("views.share"));
}

function useUpdateView(entityType: EntityType, list: ListView) {
  const notify = useNotify();
  const refresh = useRefreshViews(entityType.key);
  return async (view: SavedView, patch: Patch) => {
    try {
      const updated = await trpc.views.update.mutate({ viewId: view.viewId, version: view.version, ...patch });
      await refresh();
      if ("filter" in patch) list.settle(updated);
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
      await refresh();
    }
  };
}

type OptionsMenuProps = {
  readonly view: SavedView;
  readonly onChange: (patch: Patch) => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
};

function OptionsMenu({ view, onChange, onRename, onDelete }: OptionsMenuProps) {
  const translate = useTranslate();
  const mayShare = (useMetadata().data?.actions ?? []).includes("views.share");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const act = (action: () => void) => () => {
    setAnchor(null);
    action();
  };
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={translate("view.options", { name: view.name })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon sx={{ fontSize: 18 }} />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={act(onRename)}>{translate("view.rename")}</MenuItem>
        <MenuItem onClick={act(() => onChange({ isDefault: !view.isDefault }))}>
          {translate(view.isDefault ? "view.unset_default" : "view.set_default")}
        </MenuItem>
        {mayShare ? (
          <MenuItem onClick={act(() => onChange({ shared: !view.shared, isDefault: false }))}>
            {translate(view.shared ? "view.unshare" : "view.share")}
          </MenuItem>
        ) : null}
        <MenuItem onClick={act(onDelete)} sx={{ color: "error.main" }}>
          {translate("view.delete")}
        </MenuItem>
      </Menu>
    </>
  );
}
