import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import next from "next";
import { getConfig, type Config } from "@/lib/config";
import { isStartupError, StartupError } from "@/lib/errors";
import { getRuntime } from "@/lib/get-runtime";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import { refuseBrokenRequests } from "@/lib/web/http/broken-requests";
import { createDirectLine } from "@/lib/web/http/direct-line";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";
import { startHourlyJobs } from "@/lib/web/jobs/hourly-jobs";
import { startMailDelivery } from "@/lib/web/jobs/mail-delivery";

// A slow client may not hold a connection for longer than this.
const HEADERS_SECONDS = 15;
const REQUEST_SECONDS = 30;
// Longer than the 60 seconds of common proxies, so that it is the proxy that lets go of an idle connection.
const KEEP_ALIVE_SECONDS = 65;
// What is in flight may finish; `npm start` promises to be gone within 10 seconds.
const STOP_SECONDS = 8;

// Whoever reads the log may be gone before the server is. The write that fails would be told of by another one that fails, and so
// on for ever.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

try {
  await start();
} catch (error) {
  // One clear line for what an operator can mend; a stack only for what they can't.
  console.error(isStartupError(error) ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = getConfig();
  const server = createServer({
    headersTimeout: HEADERS_SECONDS * 1000,
    requestTimeout: REQUEST_SECONDS * 1000,
    keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000,
    // Refused by ourselves, with the headers and the words of every other refusal.
    requireHostHeader: false,
  });
  if (!config.development) handOverBuiltConfiguration();
  const app = next({
    dev: config.development,
    hostname: config.host,
    port: config.port,
    httpServer: server,
  });
  // The runtime comes first: a wrong key or a damaged database is known before anything is served.
  const runtime = await getRuntime();
  runtime.knowsClientAddresses = true;
  const offer = await prepareFirstAdministrator(runtime);
  await app.prepare();

  const handleByNext = app.getRequestHandler();
  server.on(
    "request",
    createDirectLine(runtime, (incoming, outgoing) => void handleByNext(incoming, outgoing)),
  );
  refuseBrokenRequests(server, runtime);
  await listen(server, config);
  stopOnSignal(server, runtime, [startMailDelivery(runtime), startHourlyJobs(runtime)]);
  console.log(`Latchkey is ready at ${config.publicOrigin}`);
  if (runtime.localKey !== null) console.log(`Mail is read at ${config.publicOrigin}${routes.localInbox()}`);
  // Plainly, and not into the log: a log is kept and shipped, this is for whoever stands here.
  if (offer !== null) console.log(`There is no administrator yet. Make the first one at ${offer.setupLink}`);
}

/**
 * Hands Next what next.config.ts came to at build time, the way its standalone output does: to read it again, every start
 * would load a compiler, which costs 50 ms and 30 MB.
 */
function handOverBuiltConfiguration(): void {
  // Beside the bundle that this file is in when it runs.
  const file = new URL("next/required-server-files.json", import.meta.url);
  const { config } = JSON.parse(readFileSync(file, "utf8")) as { config: unknown };
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new StartupError(`Port ${port} on ${host} is in use; stop what uses it or set PORT.`) : error);
    });
    server.listen(port, host, resolve);
  });
}

function stopOnSignal(server: Server, runtime: Runtime, jobs: readonly { stop(): Promise<void> }[]): void {
  let stopping = false;
  const stop = (): void => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    // What the last requests queue is sent after the next start.
    void Promise.all([drain(server), ...jobs.map((job) => job.stop())]).then(async () => {
      await runtime.close();
      process.exit(0);
    });
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Accepts nothing new, lets what is in flight finish, and cuts off whatever takes longer than the bound. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.prependListener("request", (_, outgoing) => outgoing.setHeader("connection", "close"));
    const closeIdle = setInterval(() => server.closeIdleConnections(), 50);
    const cutOff = setTimeout(() => server.closeAllConnections(), STOP_SECONDS * 1000);
    server.close(() => {
      clearInterval(closeIdle);
      clearTimeout(cutOff);
      resolve();
    });
  });
}
