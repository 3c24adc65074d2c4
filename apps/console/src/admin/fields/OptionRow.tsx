import { OPTION_HUES, type SelectOption } from "@catalyst/contracts";
import MoreHorizIcon from "@mui/icons-material/MoreHoriz";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import InputBase from "@mui/material/InputBase";
import ListSubheader from "@mui/material/ListSubheader";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useState } from "react";

type OptionRowProps = {
  readonly option: SelectOption;
  readonly index: number;
  readonly count: number;
  readonly autoFocus: boolean;
  readonly maxLength: number;
  readonly canRemove: boolean;
  readonly onChange: (patch: Partial<SelectOption>) => void;
  readonly onMove: (to: number) => void;
  readonly onEnter: () => void;
  readonly onRemove: () => void;
};

/** One option: its colour, its label, and a menu to move, colour or archive it. Enter begins the next one. */
export function OptionRow({ option, index, autoFocus, maxLength, onChange, onEnter, ...menu }: OptionRowProps) {
  const translate = useTranslate();
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        pl: 1.25,
        pr: 0.5,
        minHeight: 38,
        bgcolor: option.archived ? "sunken" : "transparent",
        "& + &": { borderTop: 1, borderColor: "divider" },
      }}
    >
      <HueDot hue={option.hue} />
      <InputBase
        fullWidth
        autoFocus={autoFocus}
        value={option.label}
        placeholder={translate("admin.fields.option_label", { number: index + 1 })}
        onChange={(event) => onChange({ label: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          onEnter();
        }}
        inputProps={{ "aria-label": translate("admin.fields.option_label", { number: index + 1 }), maxLength }}
        sx={{
          fontSize: { xs: 16, md: 13 },
          "&.Mui-focused": { outline: 2, outlineColor: "focus", outlineOffset: -1, borderRadius: "6px" },
        }}
      />
      {option.archived ? (
        <Typography variant="caption" color="text.secondary" sx={{ flex: "none" }}>
          {translate("admin.fields.option_archived")}
        </Typography>
      ) : null}
      <OptionMenu {...menu} option={option} index={index} onChange={onChange} />
    </Box>
  );
}

type OptionMenuProps = Omit<OptionRowProps, "autoFocus" | "maxLength" | "onEnter">;

function OptionMenu({ option, index, count, canRemove, onChange, onMove, onRemove }: OptionMenuProps) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const act = (work: () => void) => () => {
    setAnchor(null);
    work();
  };
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={translate("admin.fields.actions_of", { label: option.label || String(index + 1) })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon sx={{ fontSize: 18 }} />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem disabled={index === 0} onClick={act(() => onMove(index - 1))}>
          {translate("admin.fields.move_up")}
        </MenuItem>
        <MenuItem disabled={index === count - 1} onClick={act(() => onMove(index + 1))}>
          {translate("admin.fields.move_down")}
        </MenuItem>
        {canRemove ? (
          <MenuItem onClick={act(onRemove)}>{translate("admin.fields.option_remove")}</MenuItem>
        ) : (
          <MenuItem onClick={act(() => onChange({ archived: !option.archived }))}>
            {translate(option.archived ? "admin.fields.option_restore" : "admin.fields.option_archive")}
          </MenuItem>
        )}
        <ListSubheader>{translate("admin.fields.option_color")}</ListSubheader>
        {OPTION_HUES.map((hue) => (
          <MenuItem key={hue} selected={hue === option.hue} onClick={act(() => onChange({ hue }))} sx={{ gap: 1 }}>
            <HueDot hue={hue} />
            {translate(`admin_field.hue.${hue}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

function HueDot({ hue }: { readonly hue: SelectOption["hue"] }) {
  return (
    <Box
      aria-hidden
      sx={({ palette }) => ({
        width: 20,
        height: 20,
        flex: "none",
        borderRadius: "6px",
        display: "grid",
        placeItems: "center",
        bgcolor: palette.option[hue].soft,
        "&::after": { content: '""', width: 8, height: 8, borderRadius: "50%", bgcolor: palette.option[hue].dot },
      })}
    />
  );
}
