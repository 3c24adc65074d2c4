/** The database that every test database is a clone of. */
export const TEMPLATE_NAME = "catalyst_template";

/** What the test cluster's role passwords and context key are derived from. */
export const TEST_SECRET = "testkit: not a secret, these databases hold generated data and listen on loopback only";
