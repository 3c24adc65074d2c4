// Preloaded into server and worker: when the process that started them is gone (kill -9), they end in order too, instead
// of holding the port and the data folder for ever.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
