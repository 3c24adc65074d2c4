export { hashPassword } from "./auth/password-hash.ts";
export { readServerConfig, type ServerConfig } from "./config.ts";
export { createLogger, createServer, type RunningServer } from "./create-server.ts";
