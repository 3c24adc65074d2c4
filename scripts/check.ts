import { runStaticChecks } from "./verify/static-checks.ts";

/** `npm run check`: everything that can be said without running the product. */
const { passed, failed } = await runStaticChecks();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
