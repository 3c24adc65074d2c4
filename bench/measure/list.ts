import autocannon from "autocannon";
import type { BenchClient } from "../environment/bench-client.ts";
import type { Figure } from "../figure.ts";

const CONNECTIONS = 10;
const WARM_UP_SECONDS = 3;
const MEASURED_SECONDS = 10;

/** The list that a person sees first: the 50 newest of 300,000 companies, by ten people at once. */
export async function measureList(client: BenchClient): Promise<readonly Figure[]> {
  const options = {
    url: client.url + client.queryPath("records.list", { entityType: "companies", limit: 50 }),
    headers: { ...client.headers },
    connections: CONNECTIONS,
  };
  await autocannon({ ...options, duration: WARM_UP_SECONDS });
  const result = await autocannon({ ...options, duration: MEASURED_SECONDS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`Of the lists, ${result.non2xx} were refused and ${result.errors} failed`);
  return [
    { metric: "list_rps", value: result.requests.average, unit: "1/s" },
    { metric: "list_p50_ms", value: result.latency.p50, unit: "ms" },
    { metric: "list_p99_ms", value: result.latency.p99, unit: "ms" },
  ];
}
