import type { Config } from "./config";
import type { OpenDatabase } from "./data/database";
import type { JobRecords } from "./platform/job-records";
import type { ProcessLogger } from "./platform/logger";
import type { RequestFacts, ServiceContext } from "./services/context";

/** What must exist once in a process, though two bundles of this code live in it. */
export type Runtime = {
  config: Config;
  logger: ProcessLogger;
  database: OpenDatabase;
  /** Tests switch this on: each successful reply is then held against its operation's schema. */
  validatesReplies: boolean;
  /** True when our own server works out client addresses and writes X-Forwarded-For anew; false under a plain `next start`. */
  knowsClientAddresses: boolean;
  /** Marks what a developer's own machine asks for; null wherever the mails of a development server are nobody's to see. */
  localKey: string | null;
  /** Called whenever a mail was committed to the outbox; whoever delivers puts itself here. */
  onMailQueued: () => void;
  /** When this process last did what it does from time to time. */
  jobs: JobRecords;
  /** Newest first; the session cookie's companions are signed with them. */
  authSecrets: readonly string[];
  /** The client at a socket, behind whatever proxies are trusted. */
  clientAt(socketAddress: string | undefined, forwardedFor: string | undefined): Client;
  /** Says that a request came with X-Forwarded-For, so that a proxy that nobody trusts is noticed. */
  recordForwardedHeader(socketAddress: string | undefined): void;
  /** The client of a request that Next hands on, from the header that our own server wrote. */
  clientOf(forwardedFor: string | null): Client;
  createContext(request: RequestFacts): ServiceContext;
  nextRequestId(): string;
  /** Waits for the work that replies did not wait for. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** An address as far as it is known, and what limits count it by. */
export type Client = { address: string | null; network: string };
