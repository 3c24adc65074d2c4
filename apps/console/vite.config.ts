import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const SERVER = process.env.CATALYST_SERVER ?? "http://127.0.0.1:3000";

/** The server puts the nonce of each request where the placeholder stands. */
export default defineConfig({
  plugins: [react()],
  html: { cspNonce: "__CSP_NONCE__" },
  build: { outDir: "dist", sourcemap: "hidden", manifest: true, chunkSizeWarningLimit: 1_300 },
  server: { proxy: { "/api": SERVER, "/trpc": SERVER } },
});
