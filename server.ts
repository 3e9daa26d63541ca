import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import path from "node:path";
import { inspect } from "node:util";
import next from "next";
import { getConfig } from "@/lib/config";
import { StartupError } from "@/lib/errors";
import { getRuntime } from "@/lib/get-runtime";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import { asStartupError } from "@/lib/start-failures";
import { refuseBrokenRequests } from "@/lib/web/http/broken-requests";
import { createDirectLine } from "@/lib/web/http/direct-line";
import { createDrain, PROXY_GRACE_MS } from "@/lib/web/http/drain";
import { recordExchanges } from "@/lib/web/http/exchanges";
import { serveFilesOfOtherBuilds } from "@/lib/web/http/files-of-other-builds";
import { createMetricsServer } from "@/lib/web/http/metrics-port";
import { startBackups } from "@/lib/web/jobs/backup-schedule";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";
import { startHourlyJobs } from "@/lib/web/jobs/hourly-jobs";
import { startMailDelivery } from "@/lib/web/jobs/mail-delivery";
import { startRollbackWatch } from "@/lib/web/jobs/rollback-watch";
import { preloadPages } from "@/lib/web/pages/preload-pages";

// Limits for slow clients.
const HEADERS_SECONDS = 15;
const REQUEST_SECONDS = 30;
// Longer than the 60 seconds of common proxies, so that the proxy closes an idle connection first.
const KEEP_ALIVE_SECONDS = 65;
// Time for running requests, and for the whole stop; `npm start` promises to end within 10 seconds.
const DRAIN_SECONDS = 8;
const STOP_SECONDS = 9.5;

// Ignore EPIPE when the reader of the log has gone; reporting it would fail in the same way.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

/** Starts the server, and stops it when `stop` is aborted, also while it starts. */
export async function serve(stop: AbortSignal): Promise<void> {
  try {
    await start(stop);
  } catch (error) {
    // One line for errors that an operator can fix; a stack trace for all others.
    print(process.stderr, asStartupError(error)?.message ?? inspect(error));
    process.exit(1);
  }
}

async function start(stop: AbortSignal): Promise<void> {
  if (stop.aborted) process.exit(0);
  const config = getConfig();
  const server = createServer({
    headersTimeout: HEADERS_SECONDS * 1000,
    requestTimeout: REQUEST_SECONDS * 1000,
    keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000,
    // The direct line refuses it, with our headers and error format.
    requireHostHeader: false,
  });
  if (!config.development) applyBuiltConfiguration();
  const app = next({
    dev: config.development,
    hostname: config.host,
    port: config.port,
    httpServer: server,
  });
  // First of all, so that a wrong key or a damaged database stops the start.
  const runtime = await getRuntime();
  // A step under way is finished first, such as a migration.
  if (stop.aborted) return end(runtime);
  runtime.knowsClientAddresses = true;
  runtime.isServing = false;
  if (!config.development) runtime.logger.captureConsole();
  await startRollbackWatch(runtime);
  const setup = await prepareFirstAdministrator(runtime);
  if (stop.aborted) return end(runtime);
  const exchanges = recordExchanges(server);
  refuseBrokenRequests(server, runtime, exchanges);
  const drain = createDrain(server, exchanges, config.trustedProxies.length > 0 ? PROXY_GRACE_MS : undefined);
  await listen(server, config, "");
  const { metrics } = config;
  if (metrics.port !== null)
    await listen(createMetricsServer(runtime), { host: metrics.host, port: metrics.port }, "METRICS_");
  // The API is served while Next prepares the pages; a page that is requested meanwhile waits.
  const pages = app.prepare().then(() => app.getRequestHandler());
  const passOn: RequestListener = (incoming, outgoing) => void pages.then((answer) => answer(incoming, outgoing));
  const builtIn = config.development ? null : config.buildDirectory;
  const files = builtIn === null ? passOn : serveFilesOfOtherBuilds(builtIn, passOn);
  server.on("request", createDirectLine(runtime, files));
  const jobs: { stop(): Promise<void> }[] = [];
  const stopServing = (): void => endServing(drain, runtime, jobs);
  stop.addEventListener("abort", stopServing);
  if (stop.aborted) stopServing();
  await pages;
  // In development, Next compiles each page at its first request.
  if (builtIn !== null) await loadSharedCode(builtIn, runtime);
  if (stop.aborted) return;
  runtime.isServing = true;
  runtime.loopWatch.start();
  jobs.push(startMailDelivery(runtime), startHourlyJobs(runtime), startBackups(runtime));
  print(process.stdout, `Latchkey is ready at ${config.publicOrigin}`);
  if (runtime.localKey !== null)
    print(process.stdout, `Read outgoing mail at ${config.publicOrigin}${routes.localInbox()}`);
  if (setup !== null) print(process.stdout, setup.announcement);
}

/** For the operator's terminal: a plain line beside those of the log. */
function print(stream: NodeJS.WriteStream, line: string): void {
  stream.write(`${line}\n`);
}

/**
 * Passes the configuration of the build to Next, as its standalone output does. Reading next.config.ts at each start would
 * load a compiler, which costs 50 ms and 30 MB.
 */
function applyBuiltConfiguration(): void {
  // Relative to the bundle that contains this file.
  const file = new URL("next/required-server-files.json", import.meta.url);
  const { config } = JSON.parse(readFileSync(file, "utf8")) as { config: unknown };
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}

async function loadSharedCode(buildDirectory: string, { logger }: Runtime): Promise<void> {
  const { shared, all } = preloadPages(path.join(buildDirectory, "next"), (page, cause) =>
    logger.warn({ page, cause }, "a page can't be loaded in advance"),
  );
  void all.then(() => logger.debug("the pages are loaded in advance"));
  await shared;
}

type Address = { host: string; port: number };

/** `prefix`: of the two settings, for the error message. */
function listen(server: Server, { host, port }: Address, prefix: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const problem = listenProblem(cause.code, { host, port }, prefix);
      reject(problem === null ? cause : new StartupError(problem, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

function listenProblem(code: string | undefined, { host, port }: Address, prefix: string): string | null {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use. Stop the program that uses it, or set ${prefix}PORT.`;
    case "EACCES":
      return `Port ${port} on ${host} is reserved for other users. Set ${prefix}PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${prefix}HOST is ${JSON.stringify(host)}, which isn't an address of this machine. Correct it.`;
    default:
      return null;
  }
}

function endServing(
  drain: ReturnType<typeof createDrain>,
  runtime: Runtime,
  jobs: readonly { stop(): Promise<void> }[],
): void {
  runtime.isServing = false;
  setTimeout(() => {
    print(
      process.stderr,
      `Some work was unfinished ${STOP_SECONDS} seconds after the signal to stop, and was abandoned.`,
    );
    process.exit(1);
  }, STOP_SECONDS * 1000).unref();
  runtime.endWaits();
  // Mail that the last requests queue is sent after the next start.
  void Promise.all([drain(DRAIN_SECONDS * 1000), ...jobs.map((job) => job.stop())]).then(() => end(runtime));
}

async function end(runtime: Runtime): Promise<never> {
  await runtime.close();
  process.exit(0);
}
