import type { ReadDatabase, Transaction, WriteOptions } from "@/lib/data/database";
import type { RandomSource } from "@/lib/domain/random";

/** Who is asking. Accounts come with their own kinds; whatever is not handled stays refused. */
export type Actor = { kind: "anonymous" };

export type LimitDecision = { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

/** Counts uses of `key` in a fixed window; the check and the count are one atomic step. */
export type Limiter = {
  consume(key: string, limit: { requestsMax: number; windowSeconds: number }): Promise<LimitDecision>;
};

export type Logger = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** The part of the configuration that services decide by. */
export type ServiceSettings = {
  generatorLimit: { requestsMax: number; windowSeconds: number } | null;
};

export type RequestFacts = {
  id: string;
  /** The client's address as the server saw it, or null where it can't be known (a plain `next start`). */
  address: string | null;
  /** What limits count by: the IPv4 address or the IPv6 /64, or one shared name where the address is unknown. */
  network: string;
  userAgent: string | null;
};

/** Everything that has an outside, so that a service test needs no framework and no mock of a module. */
export type ServiceContext = {
  actor: Actor;
  request: RequestFacts;
  settings: ServiceSettings;
  /** Reading only; on SQLite the connection itself refuses a write. */
  db: ReadDatabase;
  /** The one way to write: committed when the promise fulfils, rolled back when `work` throws. */
  write<Result>(work: (tx: Transaction) => Promise<Result>, options?: WriteOptions): Promise<Result>;
  random: RandomSource;
  now(): Date;
  limiter: Limiter;
  /** Runs `work` once for all who ask at the same time, and gives its result to those who ask within `seconds`. */
  shared<Result>(name: string, seconds: number, work: () => Promise<Result>): Promise<Result>;
  log: Logger;
  nodeId: string;
  /** The tightest limit that this request met, for the RateLimit headers. */
  rateLimit: LimitDecision | null;
};

/** One use case. It takes identity from `context.actor`, never from its input. */
export type Service<Input, Output> = (context: ServiceContext, input: Input) => Output | Promise<Output>;
