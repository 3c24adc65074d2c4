import { createRecordService, newId, type RecordPorts, type RecordService } from "@catalyst/records";

const unused = (): never => {
  throw new Error("What a bench writes needs no queue");
};
/** No workflow listens and no job is due, so that nothing is measured but the service itself. */
const PORTS: RecordPorts = {
  newId,
  startRuns: async () => undefined,
  enqueueBackfill: unused,
  enqueueRecordJob: unused,
  enqueueFieldJob: unused,
};

/** The record service without queue and worker. */
export function benchRecordService(): RecordService {
  return createRecordService(PORTS);
}
