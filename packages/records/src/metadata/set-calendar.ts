import { DomainError, type Calendar } from "@catalyst/contracts";
import { isTimeZone } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";

/** Sets the calendar of whoever asks: what their relative dates follow from their next request on. */
export async function setOwnCalendar(tx: TenantTransaction, calendar: Calendar): Promise<Calendar> {
  assertZone(calendar);
  await tx.query(
    "set-own-calendar",
    `update crm.principals set time_zone = $3, week_starts_on = $4 where tenant_id = $1 and principal_id = $2
       and (time_zone, week_starts_on) is distinct from ($3, $4)`,
    [tx.principal.tenantId, tx.principal.principalId, calendar.timeZone, calendar.weekStartsOn],
  );
  return calendar;
}

/** Sets the tenant's calendar: what workflows decide by, and what people without one of their own follow. */
export async function setTenantCalendar(tx: TenantTransaction, calendar: Calendar): Promise<Calendar> {
  assertZone(calendar);
  await tx.query(
    "set-tenant-calendar",
    "update crm.tenants set time_zone = $2, week_starts_on = $3 where tenant_id = $1",
    [tx.principal.tenantId, calendar.timeZone, calendar.weekStartsOn],
  );
  return calendar;
}

function assertZone({ timeZone }: Calendar): void {
  if (isTimeZone(timeZone)) return;
  const message = "There is no such time zone. Choose one such as Europe/Berlin.";
  throw new DomainError("bad_request", message, { problems: [{ field: "timeZone", code: "bad_time_zone", message }] });
}
