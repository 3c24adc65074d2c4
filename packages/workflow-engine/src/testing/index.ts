export * from "./run-store-conformance.ts";
