import { QUEUE_SCHEMA } from "../queue-schema.ts";

/**
 * Part of a statement whose $1 is the tenant: a wake-up for each of `rows`, which have `run_id` and `priority`. What pg-boss
 * would insert, without a statement more: that was a third of what a run adds to the change that starts it.
 */
export function insertWakeUps(rows: string): string {
  return `insert into ${QUEUE_SCHEMA}.job_common (id, name, data, priority, keep_until, retry_limit, retry_delay, retry_backoff,
      retry_delay_max, expire_seconds, deletion_seconds, policy, dead_letter, heartbeat_seconds)
    select r.run_id, q.name, jsonb_build_object('tenantId', $1::uuid, 'runId', r.run_id), r.priority, now() + q.retention_seconds * interval '1s',
      q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.policy, q.dead_letter, q.heartbeat_seconds
    from ${rows} r cross join ${QUEUE_SCHEMA}.queue q where q.name = 'run-wake' on conflict do nothing`;
}
