import type { ReadDatabase, Transaction, WriteOptions } from "@/lib/data/database";
import type { UserRow } from "@/lib/data/users";
import type { PasswordPolicy } from "@/lib/domain/accounts/password-length";
import type { RenderedMail } from "@/lib/domain/mail/mail-templates";
import type { RandomSource } from "@/lib/domain/random";
import type { SiteRule } from "@/lib/domain/rules/find-site-rule";
import type { SystemFacts } from "@/lib/domain/system/system-facts";
import type { Role } from "@/lib/domain/users/roles";

/** Who is asking, as the live session row says; whatever is not handled stays refused. */
export type Actor =
  | { kind: "anonymous" }
  /** Whoever may run commands on the server's machine. */
  | { kind: "operator" }
  | {
      kind: "user";
      userId: string;
      role: Role;
      sessionId: string;
      sessionKind: "browser" | "api";
      /** The row as this request found it. */
      profile: UserRow;
      /** When the password was last proven in this session; re-authentication renews it, refreshing a token does not. */
      authenticatedAt: Date;
      /** When a second factor was last proven in this session; null where none was. */
      secondFactorAt: Date | null;
      mustChangePassword: boolean;
      /** The operator asks this person for a second factor, and there is none yet. */
      mustSetUpTwoFactor: boolean;
    };

/** One use of `key`, of which `requestsMax` are allowed in any `windowSeconds`. */
export type LimitedUse = { key: string; requestsMax: number; windowSeconds: number };

/** `resetSeconds` is when the oldest use that counts is given back. */
export type LimitDecision = { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

/** Counts uses in sliding windows. */
export type Limiter = {
  /**
   * Counts one use of each key, or of none, as one atomic step: the first key without a use left refuses, and its decision
   * is then the only one.
   */
  consume(uses: readonly LimitedUse[]): Promise<LimitDecision[]>;
  /** Gives one use of each key back. */
  refund(uses: readonly LimitedUse[]): Promise<void>;
  /** Forgets all uses of each key. */
  reset(uses: readonly LimitedUse[]): Promise<void>;
};

/** Hashes in a bounded pool off the main thread; refuses with `unavailable` when its queue is full. */
export type PasswordHasher = {
  hash(password: string): Promise<string>;
  /** A malformed stored hash matches nothing. `needsRehash` when scheme, cost or key is not today's. */
  verify(password: string, storedHash: string): Promise<{ matches: boolean; needsRehash: boolean }>;
  /** Costs what `verify` costs, for an account that does not exist. */
  verifyNothing(password: string): Promise<void>;
  /** As any other system reads it. All callers together take one slot of the pool. bcrypt refuses what it would cut short. */
  hashForElsewhere(password: string, algorithm: "bcrypt" | "argon2id"): Promise<string>;
};

/** How often a password is known from breaches, or null when nobody could be asked in time. */
export type BreachCheck = { countBreaches(password: string): Promise<number | null> };

/** Signs and reads access tokens (RFC 9068). Reading gives null for whatever is not a valid token of ours. */
export type AccessTokens = {
  sign(claims: { userId: string; sessionId: string; now: Date }): Promise<{ token: string; expiresInSeconds: number }>;
  read(
    token: string,
    now: Date,
  ): Promise<{ userId: string; sessionId: string; issuedAt: Date; expiresAt: Date; id: string } | null>;
};

/** Seals what has to be read again; `boundTo` names the record, and nothing opens for another. Opening gives null for whatever is not intact. */
export type SecretBox = {
  seal(plaintext: string, boundTo: string): string;
  open(sealed: string, boundTo: string): string | null;
  /** True when an older key sealed it. */
  isOutdated(sealed: string): boolean;
  /** What the database keeps to recognise the newest key. */
  keyCheck: string;
};

/** Digests and signs what the audit log is sealed with. */
export type AuditSealer = {
  /** SHA-256 */
  digest(text: string): string;
  sign(text: string): string;
  /** `key_unknown` for what none of today's keys can have signed. */
  check(signature: string, text: string): "valid" | "changed" | "key_unknown";
};

/** TOTP as authenticator apps know it (RFC 6238): SHA-1, six digits, steps of 30 seconds. */
export type OneTimeCodes = {
  /** 160 random bits in base32. */
  newSecret(): Promise<string>;
  /** The otpauth address that apps read. */
  keyUri(key: { secret: string; issuer: string; account: string }): Promise<string>;
  /** Text as one SVG element. */
  qrCode(text: string): Promise<string>;
  /** The step whose code this is, from `stepsBack` before now to now, or null. */
  findStep(secret: string, code: string, window: { now: Date; stepsBack: number }): Promise<number | null>;
};

/** What the lists of sites' rules are, and how old; a sentence where they could not be had. */
export type SiteRulesStatus = {
  source: "auto" | "file" | "off";
  /** How many domains have rules. */
  sites: number;
  /** When the lists in use were fetched or written. */
  updatedAt: Date | null;
  /** When it was last made sure that they are the newest. */
  checkedAt: Date | null;
  problem: string | null;
};

/** Lists of what sites want of a password: data that is loaded, and may not be there. */
export type SiteRules = {
  find(hostOrUrl: string): SiteRule | null;
  /** Where a site's password is changed, whether or not there are rules for it. */
  changePasswordUrl(hostOrUrl: string): string | null;
  /** Domains with rules that begin with the text, or have a label that does, the former first. */
  complete(prefix: string, max: number): string[];
  status(): SiteRulesStatus;
  /** Fetches what is newer, where lists are fetched at all. False when that failed; the last good ones stay. Ends within a minute. */
  refresh(): Promise<boolean>;
};

export type OutgoingMail = { id: string; to: string; template: string; props: object };

/** `permanent` is about this mail and final; `unreachable` is about the way, so that other mails would fare no better now. */
export type MailOutcome =
  | { ok: true }
  | { ok: false; failure: "permanent" | "temporary" | "unreachable"; reason: string };

/** Makes mails and sends them. With the transport `outbox` nothing leaves, and `send` must not be called. */
export type Mailer = {
  transport: "outbox" | "smtp" | "resend";
  /** Throws for a template that this version does not know. */
  render(template: string, props: object): Promise<RenderedMail>;
  /** Ends within a minute, or at once after `signal`. The same id is the same mail, however often it is sent. */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome>;
};

/** How the server is, as far as it can see itself. */
export type SystemProbe = { facts(): Promise<SystemFacts> };

export type Logger = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** The part of the configuration that services decide by. */
export type ServiceSettings = {
  generatorLimit: { requestsMax: number; windowSeconds: number } | null;
  signUp: "open" | "verify" | "invite" | "closed";
  breachCheck: "off" | "warn" | "block";
  passwordGrant: boolean;
  /** Who has to have a second factor. */
  requireTwoFactor: "off" | "admin" | "all";
  passwordPolicy: PasswordPolicy;
  sessionIdleDays: number;
  sessionAbsoluteDays: number;
  resetTokenMinutes: number;
  refreshTokenDays: number;
  sessionsPerUserMax: number;
  /** After so many days the audit log forgets addresses, browsers and details; 0 where it never does. */
  auditPersonalDays: number;
  publicOrigin: string;
  /** Whom people ask who can't be helped by mail: an address, a link or a sentence. */
  supportContact: string | null;
  /** `npm run dev`, and nothing else. */
  development: boolean;
};

export type RequestFacts = {
  id: string;
  /** The client's address as the server saw it, or null where it can't be known (a plain `next start`). */
  address: string | null;
  /** What limits count by: the IPv4 address or the IPv6 /64, or one shared name where the address is unknown. */
  network: string;
  userAgent: string | null;
  /** The secret of this browser's device cookie, if it sent one. */
  deviceToken: string | null;
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
  hasher: PasswordHasher;
  breaches: BreachCheck;
  commonPasswords: { includes(password: string): Promise<boolean> };
  accessTokens: AccessTokens;
  secretBox: SecretBox;
  auditSealer: AuditSealer;
  oneTimeCodes: OneTimeCodes;
  siteRules: SiteRules;
  mailer: Mailer;
  system: SystemProbe;
  /** Says that `tx` has written a mail; once that is committed, delivery begins. */
  mailQueued(tx: Transaction): void;
  /** A new UUIDv7. */
  newId(): string;
  /** 256 random bits that are shown once and stored hashed. */
  newSecretToken(): string;
  /** SHA-256: enough for secrets of 256 random bits, and a plain index finds them. */
  hashSecretToken(token: string): string;
  /** Runs work after the reply; what is still running is waited for at stop, and a failure is logged. */
  defer(work: () => Promise<unknown>): void;
  /** Runs `work` once for all who ask at the same time, and gives its result to those who ask within `seconds`. */
  shared<Result>(name: string, seconds: number, work: () => Promise<Result>): Promise<Result>;
  log: Logger;
  nodeId: string;
  /** The tightest limit that this request met, for the RateLimit headers. */
  rateLimit: LimitDecision | null;
};

/** One use case. It takes identity from `context.actor`, never from its input. */
export type Service<Input, Output> = (context: ServiceContext, input: Input) => Output | Promise<Output>;
