import { runVitest } from "./verify/test-suites.ts";

/** The suites that need redis-server and pgbouncer on the PATH; `.ci/run` installs both. */
const { passed, failed } = await runVitest("ci");
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
