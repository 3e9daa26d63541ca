import type { Config } from "./config";
import type { OpenDatabase } from "./data/database";
import type { ForwardingHeaders } from "./platform/client-address";
import type { JobRecords } from "./platform/job-records";
import type { ProcessLogger } from "./platform/logger";
import type { Logo } from "./platform/logo-file";
import type { LoopWatch } from "./platform/loop-watch";
import type { Exposition } from "./platform/metrics/exposition";
import type { Meter } from "./platform/metrics/meter";
import type { AuditCheckRequests, RequestFacts, ServiceContext } from "./services/context";

/** The header in which our own server passes the id of a request to Next. It replaces what a client sends. */
export const REQUEST_ID_HEADER = "x-latchkey-request";

/** What exists once per process, although two bundles of this code run in it. */
export type Runtime = {
  config: Config;
  logger: ProcessLogger;
  /** Logs what blocks the event loop, once it is started. */
  loopWatch: LoopWatch;
  meter: Meter;
  /** The operator's logo; null shows the product's. */
  logo: Logo | null;
  /** Writes the metrics; null when they are off. */
  exposition: Exposition | null;
  database: OpenDatabase;
  /** Host and process id. */
  processName: string;
  /** Set in tests: each successful reply is validated against its operation's schema. */
  validatesReplies: boolean;
  /**
   * True when our own server determines client addresses and overwrites X-Forwarded-For; false under a plain `next
   * start`.
   */
  knowsClientAddresses: boolean;
  /** False while our own server prepares its pages or stops: the readiness probe then refuses. */
  isServing: boolean;
  /** Authenticates requests of the developer's own machine; null when the local inbox is off. */
  localKey: string | null;
  /** Called after a mail was committed to the outbox; the delivery worker sets it. */
  onMailQueued: () => void;
  /** Called when an administrator requests a backup; the schedule sets it. */
  onBackupRequested: () => void;
  /** The hourly jobs set them; without these jobs, a request does nothing. */
  auditCheckRequests: AuditCheckRequests;
  /** Ends a running backup before it is complete. */
  endBackup(): Promise<void>;
  /** Last runs of this process's recurring jobs. */
  jobs: JobRecords;
  /** Newest first; they sign the cookies that accompany the session cookie. */
  authSecrets: readonly string[];
  /** With which Next encrypts what an action takes along; the same in all processes with these secrets. */
  actionKey: string;
  /** The client behind a socket and the trusted proxies. */
  clientAt(socketAddress: string | undefined, headers: ForwardingHeaders): Client;
  /** Records a forwarding header from an untrusted proxy, for the system page. */
  recordForwardedHeader(socketAddress: string | undefined): void;
  /** The client of a request from Next, by the header that our own server set. */
  clientOf(forwardedFor: string | null): Client;
  /** By request id: whether the action that Next was asked to run has started. */
  watchedActions: Map<string, "waiting" | "started">;
  /** The ids of requests from Next that failed because something was unavailable, until their reply. */
  unavailableRequests: Set<string>;
  createContext(request: RequestFacts): ServiceContext;
  nextRequestId(): string;
  /** The id that our own server gave a request from Next, as its reply and the log have it; otherwise a new one. */
  requestIdOf(header: string | null): string;
  /** Waits for deferred work, and records when sessions were last seen. */
  settle(): Promise<void>;
  /** How many writes this process has committed. */
  countCommits(): number;
  /** Lets requests end that only wait for a time; called when the server begins to stop. */
  endWaits(): void;
  /** Called by `close` while the database is still open; the rollback watch sets it. */
  beforeClose: () => Promise<void>;
  close(): Promise<void>;
};

/** The address if known, and the key for rate limits. */
export type Client = { address: string | null; network: string };
