import { type MemberSummary, ROLES } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";
import { QueryState } from "./QueryState.tsx";
import { SettingsPage } from "./SettingsPage.tsx";

const MEMBERS_KEY = ["members"];

/** `/settings/members`: who belongs to the tenant, and what they may do. */
export function MembersPage() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: MEMBERS_KEY, queryFn: () => trpc.members.list.query() });
  return (
    <SettingsPage title={translate("admin.members.title")} hint={translate("admin.members.hint")}>
      <QueryState query={query}>{({ members }) => <MemberTable members={members} />}</QueryState>
    </SettingsPage>
  );
}

function MemberTable({ members }: { readonly members: readonly MemberSummary[] }) {
  const translate = useTranslate();
  const mayManage = useMetadata().data?.actions.includes("members.manage") ?? false;
  return (
    <TableContainer tabIndex={0} role="region" aria-label={translate("admin.members.title")}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {["name", "teams", "role"].map((column) => (
              <TableCell key={column}>{translate(`admin.members.column.${column}`)}</TableCell>
            ))}
            {mayManage ? <TableCell>{translate("admin.actions")}</TableCell> : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <MemberRow key={member.principalId} member={member} mayManage={mayManage} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function MemberRow({ member, mayManage }: { readonly member: MemberSummary; readonly mayManage: boolean }) {
  const translate = useTranslate();
  const change = useMemberChange();
  const changeRole = (role: string) => {
    const chosen = ROLES.find((candidate) => candidate === role);
    if (chosen) void change(() => trpc.members.changeRole.mutate({ principalId: member.principalId, role: chosen }));
  };
  return (
    <TableRow hover>
      <TableCell>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {member.name}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {member.email}
        </Typography>
      </TableCell>
      <TableCell>{member.teams.map((team) => team.name).join(", ")}</TableCell>
      <TableCell>
        {mayManage ? (
          <TextField
            select
            size="small"
            value={member.role}
            onChange={(event) => changeRole(event.target.value)}
            slotProps={{
              select: {
                SelectDisplayProps: { "aria-label": translate("admin.members.role_of", { name: member.name }) },
              },
            }}
          >
            {ROLES.map((role) => (
              <MenuItem key={role} value={role}>
                {translate(`layout.role.${role}`)}
              </MenuItem>
            ))}
          </TextField>
        ) : (
          translate(`layout.role.${member.role}`)
        )}
      </TableCell>
      {mayManage ? (
        <TableCell>
          <Button
            size="small"
            color="error"
            aria-label={translate("admin.members.remove_one", { name: member.name })}
            onClick={() => void change(() => trpc.members.remove.mutate({ principalId: member.principalId }))}
          >
            {translate("admin.members.remove")}
          </Button>
        </TableCell>
      ) : null}
    </TableRow>
  );
}

function useMemberChange() {
  const notify = useNotify();
  const client = useQueryClient();
  return async (work: () => Promise<unknown>) => {
    try {
      await work();
      notify("admin.members.changed", { type: "success" });
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
    await client.invalidateQueries({ queryKey: MEMBERS_KEY });
  };
}
