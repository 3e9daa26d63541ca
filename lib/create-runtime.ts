import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import type { Config } from "./config";
import { createAuditChecker } from "./create-audit-checker";
import { createBackupShelf } from "./create-backup-shelf";
import { createCommitSignals } from "./data/commit-signals";
import type { OpenDatabase, Transaction } from "./data/database";
import { prepareInstallation, refuseOtherKeys } from "./data/installation";
import { openDatabase } from "./data/open-database";
import { touchSessions, type SessionTouch } from "./data/sessions";
import { inBackground } from "./data/time-limits";
import { sanitizeLine } from "./domain/mail/sanitize-text";
import { secureRandom } from "./domain/random";
import { isLoopback } from "./domain/system/is-loopback";
import { createSystemProbe } from "./inspect-system";
import { createAccessTokens } from "./platform/access-tokens";
import { actionKeyOf } from "./platform/action-key";
import { createArchiveFiles } from "./platform/archive-files";
import { createAuditSealer } from "./platform/audit-sealer";
import { createBreachCheck } from "./platform/breach-check";
import { clientWithAddress, createClientReader, isNearby } from "./platform/client-address";
import { createCommonPasswords } from "./platform/common-passwords";
import { createDeferredWork } from "./platform/deferred-work";
import { gatherWork } from "./platform/gathered-work";
import { createHighWaterMarks } from "./platform/high-water-marks";
import { newId } from "./platform/ids";
import { createJobRecords } from "./platform/job-records";
import { keyCheckOf } from "./platform/key-check";
import { createLogger } from "./platform/logger";
import { readLogoFile } from "./platform/logo-file";
import { createLoopWatch } from "./platform/loop-watch";
import { createMailer } from "./platform/mail/create-mailer";
import { createMemoryLimiter } from "./platform/memory-limiter";
import { createExposition } from "./platform/metrics/exposition";
import { createMeter } from "./platform/metrics/meter";
import { oneTimeCodes } from "./platform/one-time-codes";
import { createPasswordHasher } from "./platform/password-hasher";
import { createRedisLimiter } from "./platform/redis-limiter";
import { createRulesDrawer } from "./platform/rules-drawer";
import { createSecretBox } from "./platform/secret-box";
import { hashLookupSecret, hashSecretToken, newSecretToken } from "./platform/secret-tokens";
import { loadSecrets, prepareDataDirectory, readSecrets, type Secrets } from "./platform/secrets-file";
import { createSetupLinkFile } from "./platform/setup-link-file";
import { createSingleFlight } from "./platform/single-flight";
import { createSiteRules } from "./platform/site-rules/create-site-rules";
import { readProduct } from "./platform/system/inspect-machine";
import { processName } from "./platform/system/process-name";
import type { Runtime } from "./runtime";
import { findFault } from "./services/audit-log/find-fault";

const HOP_SHOWN_MAX = 80;
const TOUCH_MS = 30 * 1000;
// One statement for so many takes some milliseconds.
const TOUCHES_MAX = 1_000;
const ANONYMOUS = { kind: "anonymous" } as const;

type RuntimeOptions = {
  /** Tests use a lower cost than the configuration allows. */
  bcryptCost?: number;
  now?: () => Date;
};

/** Connects the services' ports to their implementations. Throws an Error with one clear sentence when it can't. */
export async function createRuntime(
  config: Config,
  { bcryptCost = config.bcryptCost, now = () => new Date() }: RuntimeOptions = {},
): Promise<Runtime> {
  const logo = config.appLogo === null ? null : readLogoFile(config.appLogo);
  // Before the database is created, so that an unusable folder or a damaged file stops the start.
  prepareDataDirectory(config);
  const known = readSecrets(config)?.ENCRYPTION_KEY ?? config.secrets.ENCRYPTION_KEY ?? [];
  const logger = createLogger(config.logLevel);
  const database = await openDatabase(config.database, {
    migrationsDirectory: resolve("prisma", config.database.provider, "migrations"),
  });
  const secrets = await prepareSecrets(config, database, known).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });

  const meter = createMeter();
  const nowMs = () => performance.now();
  const nodeId = randomBytes(9).toString("base64url");
  const hasher = createPasswordHasher({
    algorithm: config.passwordHash,
    bcryptCost,
    passwordKeys: secrets.PASSWORD_KEY,
    meter,
  });
  const rulesThread = config.buildDirectory === null ? null : resolve(config.buildDirectory, "rules-thread.mjs");
  const rulesDrawer = rulesThread === null ? null : createRulesDrawer({ file: rulesThread, nowMs });
  const auditSealer = createAuditSealer(secrets.ENCRYPTION_KEY);
  const auditThread =
    config.buildDirectory === null
      ? null
      : createAuditChecker({
          file: resolve(config.buildDirectory, "audit-check-thread.mjs"),
          location: config.database,
          keys: secrets.ENCRYPTION_KEY,
        });
  const backupShelf = createBackupShelf(
    config,
    config.buildDirectory === null ? null : resolve(config.buildDirectory, "backup-thread.mjs"),
  );
  const deferred = createDeferredWork((error) => logger.error({ cause: error }, "deferred work failed"));
  const commits = createCommitSignals(database.write);
  const touches = gatherWork<SessionTouch>({
    waitMs: TOUCH_MS,
    sizeMax: TOUCHES_MAX,
    work: async (entries) => {
      await commits.write((tx) => touchSessions(tx, database.provider, entries));
    },
    report: (error) =>
      logger.error({ cause: error }, "when sessions were last seen can't be recorded; it is tried again"),
  });
  const memoryLimiter = createMemoryLimiter(nowMs);
  const redisLimiter =
    config.redisUrl === null
      ? null
      : await createRedisLimiter({ url: config.redisUrl, fallback: memoryLimiter, log: logger });
  const records = createJobRecords(now, meter.countJob);
  const loopWatch = createLoopWatch({ log: logger, onBlock: meter.countLoopBlock });
  const jobs: Runtime["jobs"] = {
    ...records,
    run: (name, work, problemOf) => {
      const watched = { name: `job ${name}`, startedAt: performance.now() };
      loopWatch.begin(watched);
      return records.run(name, () => inBackground(work), problemOf).finally(() => loopWatch.end(watched));
    },
  };
  const siteRules = createSiteRules({
    settings: config.siteRules,
    dataDirectory: config.dataDirectory,
    log: logger,
    now,
  });
  const exposition =
    config.metrics.token === null && config.metrics.port === null
      ? null
      : await createExposition({
          meter,
          product: readProduct(),
          hashing: hasher.load,
          jobs: records.list,
          isRedisUp: redisLimiter?.isUp ?? null,
        });
  let sawUntrustedProxy = false;
  let unreadableHop: string | null = null;
  let requestCount = 0;

  const ports = {
    settings: config,
    db: database.reader,
    longReads: database.longReader,
    write: commits.write,
    random: secureRandom,
    rulesDrawer,
    now,
    limiter: redisLimiter ?? memoryLimiter,
    meter,
    hasher,
    breaches: createBreachCheck({ mode: config.breachCheck, url: config.breachCheckUrl, timeoutMs: 1000 }),
    commonPasswords: createCommonPasswords(),
    accessTokens: createAccessTokens({
      secrets: secrets.JWT_SECRET,
      algorithm: config.jwtAlgorithm,
      issuer: config.publicOrigin,
      audience: config.publicOrigin,
      ttlSeconds: config.accessTokenMinutes * 60,
    }),
    secretBox: createSecretBox(secrets.ENCRYPTION_KEY),
    auditSealer,
    // Commands serve nothing, so they check in the main thread.
    auditChecker: auditThread ?? {
      findFault: (range) => findFault({ actor: { kind: "operator" }, db: database.reader, auditSealer }, range),
    },
    auditCheckRequests: {
      add: () => runtime.auditCheckRequests.add(),
      isWaiting: () => runtime.auditCheckRequests.isWaiting(),
    },
    archiveFiles: createArchiveFiles(config.dataDirectory),
    backupShelf,
    backUpSoon: () => runtime.onBackupRequested(),
    highWaterMarks: createHighWaterMarks(config.dataDirectory),
    setupLinkFile: createSetupLinkFile(config.dataDirectory),
    oneTimeCodes,
    siteRules,
    mailer: createMailer(config),
    system: createSystemProbe({
      config,
      database,
      encryptionKeys: secrets.ENCRYPTION_KEY,
      now,
      jobs: jobs.list,
      siteRules: siteRules.status,
      sawUntrustedProxy: () => sawUntrustedProxy,
      unreadableHop: () => unreadableHop,
      isServing: () => runtime.isServing,
    }),
    mailQueued: (tx: Transaction) => commits.afterCommit(tx, () => runtime.onMailQueued()),
    newId,
    newSecretToken,
    hashSecretToken,
    hashLookupSecret,
    defer: deferred.run,
    touchLater: touches.add,
    shared: createSingleFlight(nowMs),
    log: logger,
    nodeId,
  };

  const runtime: Runtime = {
    config,
    logger,
    loopWatch,
    meter,
    logo,
    exposition,
    database,
    processName: processName(),
    jobs,
    authSecrets: secrets.AUTH_SECRET,
    actionKey: actionKeyOf(secrets.AUTH_SECRET[0] ?? ""),
    validatesReplies: false,
    knowsClientAddresses: false,
    isServing: true,
    localKey: showsMailLocally(config) ? newSecretToken() : null,
    onMailQueued: () => undefined,
    onBackupRequested: () => undefined,
    auditCheckRequests: { add: () => Promise.resolve(), isWaiting: () => false },
    endBackup: backupShelf.close,
    clientAt: createClientReader(config.trustedProxies, ({ header, text }) => {
      // Once, because every request has the header.
      if (unreadableHop !== null) return;
      unreadableHop = `${header}: ${sanitizeLine(text, HOP_SHOWN_MAX)}`;
      logger.warn({ header: unreadableHop }, "a trusted proxy names its clients in a way that can't be read");
    }),
    recordForwardedHeader: (socketAddress) => {
      sawUntrustedProxy ||= config.trustedProxies.length === 0 && isNearby(socketAddress);
    },
    // Without our own server in front the client controls the header, so the address is unknown.
    clientOf: (forwardedFor) => clientWithAddress(runtime.knowsClientAddresses ? forwardedFor : null),
    // Written out, not spread: every request creates one, and an object literal of one shape is ten times as fast.
    createContext: (request) => ({
      actor: ANONYMOUS,
      request,
      rateLimit: null,
      newAccess: null,
      settings: ports.settings,
      db: ports.db,
      longReads: ports.longReads,
      write: ports.write,
      random: ports.random,
      rulesDrawer: ports.rulesDrawer,
      now: ports.now,
      limiter: ports.limiter,
      meter: ports.meter,
      hasher: ports.hasher,
      breaches: ports.breaches,
      commonPasswords: ports.commonPasswords,
      accessTokens: ports.accessTokens,
      secretBox: ports.secretBox,
      auditSealer: ports.auditSealer,
      auditChecker: ports.auditChecker,
      auditCheckRequests: ports.auditCheckRequests,
      archiveFiles: ports.archiveFiles,
      backupShelf: ports.backupShelf,
      backUpSoon: ports.backUpSoon,
      highWaterMarks: ports.highWaterMarks,
      setupLinkFile: ports.setupLinkFile,
      oneTimeCodes: ports.oneTimeCodes,
      siteRules: ports.siteRules,
      mailer: ports.mailer,
      system: ports.system,
      mailQueued: ports.mailQueued,
      newId: ports.newId,
      newSecretToken: ports.newSecretToken,
      hashSecretToken: ports.hashSecretToken,
      hashLookupSecret: ports.hashLookupSecret,
      defer: ports.defer,
      touchLater: ports.touchLater,
      shared: ports.shared,
      log: ports.log,
      nodeId: ports.nodeId,
    }),
    watchedActions: new Map(),
    unavailableRequests: new Set(),
    // The node's random part makes it unique across processes; a counter is much cheaper than random bits for each
    // request.
    nextRequestId: () => `${nodeId}-${((requestCount += 1)).toString(36)}`,
    // As in `clientOf`.
    requestIdOf: (header) => (runtime.knowsClientAddresses ? header : null) ?? runtime.nextRequestId(),
    settle: async () => {
      await deferred.settle();
      await touches.flush();
    },
    countCommits: commits.count,
    endWaits: () => hasher.endWaits(),
    beforeClose: () => Promise.resolve(),
    close: async () => {
      loopWatch.stop();
      exposition?.close();
      await runtime.settle();
      await hasher.close();
      await rulesDrawer?.close();
      await auditThread?.close();
      await backupShelf.close();
      await runtime.beforeClose();
      redisLimiter?.close();
      await database.close();
      await logger.close();
    },
  };
  return runtime;
}

/** The secrets, which are created at the first start. A database of another key gets no new ones. */
async function prepareSecrets(config: Config, database: OpenDatabase, knownKeys: readonly string[]): Promise<Secrets> {
  await refuseOtherKeys(database, knownKeys.map(keyCheckOf));
  const secrets = loadSecrets(config);
  await prepareInstallation(database, secrets.ENCRYPTION_KEY.map(keyCheckOf));
  return secrets;
}

/** Only for `npm run dev` on a loopback address, and only when no mail is sent. */
function showsMailLocally({ development, mail, publicOrigin }: Config): boolean {
  return development && mail.transport === "outbox" && isLoopback(new URL(publicOrigin).hostname);
}
