import { RecordId } from "@catalyst/contracts";
import type { Principal } from "@catalyst/contracts";
import { type Database, openWorkQueue, withTenant } from "@catalyst/db";
import { createRecordService, recordPorts } from "@catalyst/records";
import { connectAs, type KeptDatabase } from "../environment/kept-database.ts";
import { say } from "../figure.ts";

/** Changes one field of a company as the server does, with triggers, runs and wake-ups. */
export type ChangeCompany = (id: string, field: "city" | "phone", value: string) => Promise<void>;

/** The record service with the real queue, in this process: no HTTP in what is timed. */
export async function withChanges<T>(
  kept: KeptDatabase,
  principal: Principal,
  work: (change: ChangeCompany) => Promise<T>,
): Promise<T> {
  const database: Database = connectAs("app", kept, 2);
  const queue = await openWorkQueue(database, (error) => say(error.message));
  const records = createRecordService(recordPorts(queue));
  try {
    return await work((id, field, value) =>
      withTenant(database, principal, async (tx) => {
        const input = { entityType: "companies", id: RecordId.parse(id), version: null, fields: { [field]: value } };
        await records.update(tx, input, { kind: "screen" });
      }),
    );
  } finally {
    await queue.close();
    await database.pool.end();
  }
}
