import type { ChainTip } from "@/lib/data/audit-chain";
import type { LongReadDatabase, ReadDatabase, Transaction, WriteOptions } from "@/lib/data/database";
import type { DatabaseLocation, DatabaseProvider } from "@/lib/data/database-location";
import type { SessionTouch } from "@/lib/data/sessions";
import type { UserRow } from "@/lib/data/users";
import type { PasswordPolicy } from "@/lib/domain/accounts/password-length";
import type { UnreadableHash } from "@/lib/domain/accounts/stored-hash";
import type { RenderedMail } from "@/lib/domain/mail/mail-templates";
import type { BreachedHash } from "@/lib/domain/passwords/breached-hashes";
import type { DrawnWanted, WantedByRules } from "@/lib/domain/passwords/compile-wanted";
import type { RandomSource } from "@/lib/domain/random";
import type { SiteRule } from "@/lib/domain/rules/find-site-rule";
import type { DatabaseHistory } from "@/lib/domain/system/database-history";
import type { LimitName, LogInOutcome } from "@/lib/domain/system/metric-labels";
import type { SystemFacts } from "@/lib/domain/system/system-facts";
import type { Role } from "@/lib/domain/users/roles";
import type { FaultKind } from "@/lib/schemas/audit-log";
import type { Tokens } from "@/lib/schemas/sessions";

/** Who makes the request, read from the live session row. Unhandled kinds are refused. */
export type Actor =
  | { kind: "anonymous" }
  /** A command on the server's machine, or one of the server's own jobs. */
  | { kind: "operator" }
  | {
      kind: "user";
      userId: string;
      role: Role;
      sessionId: string;
      sessionKind: "browser" | "api";
      /** The user's row, as this request read it. */
      profile: UserRow;
      /**
       * When the password was last verified in this session. Re-authentication renews it; refreshing a token doesn't.
       */
      authenticatedAt: Date;
      /** When a second factor was last verified in this session; null if never. */
      secondFactorAt: Date | null;
      mustChangePassword: boolean;
      /** The server requires two-factor authentication for this user, who hasn't set it up yet. */
      mustSetUpTwoFactor: boolean;
    };

/** One use of `key`, of which `requestsMax` are allowed in any `windowSeconds`. */
export type LimitedUse = { key: string; requestsMax: number; windowSeconds: number };

/** `resetSeconds` is the time until the oldest counted use expires. */
export type LimitDecision = { key: string; allowed: boolean; limit: number; remaining: number; resetSeconds: number };

/** Counts uses in sliding windows. */
export type Limiter = {
  /**
   * Counts one use of each key, or of none, as one atomic step: the first key without a use left refuses, and then only
   * its decision is returned.
   */
  consume(uses: readonly LimitedUse[]): Promise<LimitDecision[]>;
  /** Refunds one use of each key. */
  refund(uses: readonly LimitedUse[]): Promise<void>;
  /** Removes all uses of each key. */
  reset(uses: readonly LimitedUse[]): Promise<void>;
};

/** How long one hash of a check took, without its wait for a slot. */
export type HashWork = { milliseconds: number };

/** Hashes in a bounded pool off the main thread; refuses with `unavailable` when its queue is full. */
export type PasswordHasher = {
  /** Refuses with `unavailable` when the queue is full. For the start of a check, so that a crowd costs no queries. */
  requirePlace(): void;
  hash(password: string): Promise<string>;
  /**
   * Tries the normalised password; one that was typed differently is tried as typed too, because older and imported hashes
   * were made of it. `needsRehash` when scheme, cost, key or spelling is outdated. `unreadable` says why a stored hash can't be read; it matches
   * nothing.
   */
  verify(
    password: string,
    storedHash: string,
  ): Promise<{ matches: boolean; needsRehash: boolean; work: HashWork[]; unreadable?: UnreadableHash }>;
  /** For an account that doesn't exist: as many hashes as `verify`, at the configured cost. */
  verifyNothing(password: string): Promise<HashWork[]>;
  /**
   * Waits until a refusal after these hashes has taken as long as one at the dearest cost in use, so that its time doesn't
   * reveal an account. Holds no slot of the pool.
   */
  evenOutRefusal(work: readonly HashWork[]): Promise<void>;
  /** Adds hash costs to those in use, each as a sample hash. */
  learnCosts(samples: Iterable<string>): Promise<void>;
  /** Replaces the hash costs in use. */
  setCosts(samples: ReadonlySet<string>): Promise<void>;
  /**
   * A portable hash for another system. All callers share one slot of the pool. bcrypt refuses a password that it would
   * truncate.
   */
  hashForElsewhere(password: string, algorithm: "bcrypt" | "argon2id"): Promise<string>;
};

/** Asks a service about breached passwords; null when it didn't answer in time, or is off. */
export type BreachCheck = {
  /** How often a password appears in breaches. */
  countBreaches(password: string): Promise<number | null>;
  /** All breached hashes that begin with five hex digits. */
  listHashes(prefix: string): Promise<BreachedHash[] | null>;
};

/** Draws by rules that would hold the main thread for too long; refuses with `unavailable` when it is busy. */
export type RulesDrawer = {
  /** `count` passwords, which may repeat. Anonymous callers share a bounded part of a core. */
  draw(wanted: WantedByRules, count: number, caller: "anonymous" | "known"): Promise<DrawnWanted>;
};

/** Signs and verifies access tokens (RFC 9068). `read` gives null for an invalid token. */
export type AccessTokens = {
  sign(claims: { userId: string; sessionId: string; now: Date }): Promise<{ token: string; expiresInSeconds: number }>;
  read(
    token: string,
    now: Date,
  ): Promise<{ userId: string; sessionId: string; issuedAt: Date; expiresAt: Date; id: string } | null>;
};

/** What the reply to a sensitive change contains instead of the access that the change has ended. */
export type NewAccess = { kind: "browser"; sessionToken: string; expiresAt: Date } | { kind: "api"; tokens: Tokens };

/**
 * Encrypts values that must be read again; `boundTo` names the record, and a value opens for that record only. `open`
 * gives null for an invalid value.
 */
export type SecretBox = {
  seal(plaintext: string, boundTo: string): string;
  open(sealed: string, boundTo: string): string | null;
  /** True when an older key sealed it. */
  isOutdated(sealed: string): boolean;
  /** The newest key's check value, which the database stores. */
  keyCheck: string;
};

/** Digests and signatures for the audit log. */
export type AuditSealer = {
  /** SHA-256 */
  digest(text: string): string;
  sign(text: string): string;
  /** `key_unknown` when none of the current keys has the signature's key id. */
  check(signature: string, text: string): "valid" | "changed" | "key_unknown";
};

/** A position in the audit log's hash chain: the link that the next one continues. */
export type ChainLink = { sequence: number; link: string; seal: string };

export type AuditFault = { kind: FaultKind; sentence: string };

/** Checks the audit log; in a server, off the main thread. */
export type AuditChecker = {
  /** The first fault after a link, up to the chain tip; null when there is none. */
  findFault(range: { after: ChainLink; tip: ChainTip }): Promise<AuditFault | null>;
};

/** Files with old months of the audit log. */
export type ArchiveFiles = {
  /** The file has its name only when it is complete and on the disk. */
  write(name: string, pieces: AsyncIterable<string>): Promise<void>;
  /** Throws `not_found` when it can't be read. */
  readLines(nameOrPath: string): AsyncIterable<string>;
};

/** Checks of the whole audit log in the background, which an administrator requests. */
export type AuditCheckRequests = {
  /** Starts a check, or joins one that is requested already. Resolves when it ends, with a result or without. */
  add(): Promise<void>;
  /** Whether a check of this process waits or runs. */
  isWaiting(): boolean;
};

/** A file in a backup, with its SHA-256 in hex. */
export type BackupPart = { name: string; bytes: number; sha256: string };

/** Who can open a backup: the owner of a passphrase, or of an age identity. */
export type BackupLock = { passphrase: string } | { recipients: readonly string[] };
export type BackupKey = { passphrase: string } | { identities: readonly string[] };

/** Gets the manifest of a backup before anything else of it, and refuses by throwing. */
export type AcceptManifest = (manifest: string) => void;

/** Backup archives and the files that go into them. Errors say in a sentence what is wrong. */
export type BackupFiles = {
  /** A private folder in the file system of `file`. */
  makeWorkFolder(file: string): string;
  removeWorkFolder(folder: string): void;
  /** Refuses when so many bytes don't fit into a work folder. */
  requireSpace(folder: string, bytes: number): void;
  /** Removes work folders and unfinished archives. */
  cleanUp(): void;
  /** Refuses a name that is taken or can't be used. */
  requireNewFile(file: string): void;
  /** Copies site lists and secrets of the data folder to a work folder; returns their names. */
  collect(dataDirectory: string, folder: string, options: { withSecrets: boolean }): Promise<string[]>;
  describe(folder: string, names: readonly string[]): Promise<BackupPart[]>;
  /** Writes an archive that has no final name yet. `unpackDraft` needs no recipient's identity. */
  writeDraft(
    file: string,
    contents: { folder: string; parts: readonly BackupPart[]; manifest: string; lock: BackupLock | null },
  ): Promise<{ unpackDraft: (into: string, accept: AcceptManifest) => Promise<BackupPart[]> }>;
  /** Gives a checked archive its name. */
  publish(file: string): void;
  inspect(file: string): Promise<{ bytes: number; encryption: "none" | "passphrase" | "recipients" }>;
  unpack(file: string, into: string, options: { key: BackupKey | null; accept: AcceptManifest }): Promise<BackupPart[]>;
  /** Copies texts to the data folder. What differs there is kept with the suffix; returns the kept files. */
  place(folder: string, dataDirectory: string, names: readonly string[], suffix: string): Promise<string[]>;
};

/** A server's files as a backup sees them, beside a running server or without one. */
export type BackupContext = Pick<ServiceContext, "actor" | "now"> & {
  backupFiles: BackupFiles;
  database: DatabaseLocation;
  dataDirectory: string;
  productVersion: string;
};

export type RestoreContext = BackupContext & {
  /** The migrations of this version. */
  migrations: readonly string[];
  migrationsDirectory: string;
  /** Opens and migrates the database of an unpacked backup with its secrets, or the present ones where it has none. */
  openUnpacked(
    folder: string,
    database: DatabaseLocation,
  ): Promise<{ context: ServiceContext; close(): Promise<void> }>;
};

/** The server's own backups in BACKUP_DIR; in a server, made off the main thread. */
export type BackupShelf = {
  isEncrypted: boolean;
  /** Makes and checks a backup, and removes the oldest beyond BACKUP_KEEP. Throws an AppError that says why there is none. */
  make(startedAt: Date): Promise<{ file: string; bytes: number }>;
  /** Runs BACKUP_COMMAND for a file; what went wrong, or null. */
  ship(file: string): Promise<string | null>;
};

/** Two databases, of which the second gets all rows of the first. */
export type MoveContext = Pick<ServiceContext, "actor" | "newId"> & {
  source: DatabaseLocation;
  target: DatabaseLocation;
  migrationsDirectoryOf(provider: DatabaseProvider): string;
  /** How many rows are committed together. */
  portionRows: number;
};

/** TOTP as authenticator apps implement it (RFC 6238): SHA-1, six digits, steps of 30 seconds. */
export type OneTimeCodes = {
  /** 160 random bits in base32. */
  newSecret(): Promise<string>;
  /** The otpauth URI that apps read. */
  keyUri(key: { secret: string; issuer: string; account: string }): Promise<string>;
  /** A QR code as one SVG element. */
  qrCode(text: string): Promise<string>;
  /** The time step of a code, from `stepsBack` before now to `stepsAhead` after it, or null. */
  findStep(
    secret: string,
    code: string,
    window: { now: Date; stepsBack: number; stepsAhead: number },
  ): Promise<number | null>;
  /** All steps up to `stepsMax` before and after now that have this code. */
  findSteps(secret: string, code: string, window: { now: Date; stepsMax: number }): Promise<number[]>;
  /** The time step at a moment. */
  stepAt(now: Date): number;
};

/** State and age of the site rules lists; `problem` says why they couldn't be loaded. */
export type SiteRulesStatus = {
  source: "auto" | "file" | "off";
  /** The number of domains with rules; 0 while no list is loaded. */
  sites: number;
  /** Names of the lists' entries that can't be read. */
  skippedEntries: readonly string[];
  /** Words in the lists' rules that this version doesn't know. */
  unknownWords: readonly string[];
  /** When the current lists were fetched or written. */
  updatedAt: Date | null;
  /** When they were last confirmed to be current. */
  checkedAt: Date | null;
  problem: string | null;
};

/** Password rules of sites, from lists that may not be loaded. */
export type SiteRules = {
  find(hostOrUrl: string): SiteRule | null;
  /** The URL for changing a site's password, with or without rules for it. */
  changePasswordUrl(hostOrUrl: string): string | null;
  /** Domains with rules that start with the text, then those with a label that does. */
  complete(prefix: string, max: number): string[];
  status(): SiteRulesStatus;
  /**
   * Fetches newer lists, if they are fetched at all. False on failure; the last lists stay in use. Ends within a
   * minute.
   */
  refresh(): Promise<boolean>;
};

/** The highest write counter seen of each history, kept outside the database. `raise` never lowers a mark. */
export type HighWaterMarks = {
  /** Null when this node hasn't seen the history yet. */
  read(history: DatabaseHistory): number | null;
  /** Returns after the mark is on the disk. */
  raise(history: DatabaseHistory, writeCounter: number): void;
};

/** Holds the set-up link where standard output isn't a terminal. `write` returns the file's path. */
export type SetupLinkFile = { write(link: string): string; remove(): void };

export type OutgoingMail = { id: string; to: string; template: string; props: object };

/** `permanent` concerns this mail only; `unreachable` concerns the mail server, so other mails would fail too. */
export type MailOutcome =
  | { ok: true }
  | { ok: false; failure: "permanent" | "temporary" | "unreachable"; reason: string };

/** Renders and sends mail. With the transport `outbox` no mail is sent, and `send` must not be called. */
export type Mailer = {
  transport: "outbox" | "smtp" | "resend";
  /** The subject alone, from the props without links and codes; for an unknown template, its name. */
  subject(template: string, props: object): Promise<string>;
  /** Throws for an unknown template. */
  render(template: string, props: object): Promise<RenderedMail>;
  /**
   * Ends within a minute, or at once after `signal` is aborted. Sends the same id at most once where the transport can
   * tell.
   */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome>;
};

/** Counts for the metrics. */
export type Meter = {
  countLogIn(outcome: LogInOutcome): void;
  countLimitHit(name: LimitName): void;
};

/** The server's view of itself. */
export type SystemProbe = {
  facts(): Promise<SystemFacts>;
  /** False while the server starts or stops. */
  isServing(): boolean;
};

export type Logger = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** The settings that services use. */
export type ServiceSettings = {
  generatorLimit: { requestsMax: number; windowSeconds: number } | null;
  signUp: "open" | "verify" | "invite" | "closed";
  breachCheck: "off" | "warn" | "block";
  passwordGrant: boolean;
  /** So many failed log-ins in an hour raise an alarm; 0 never does. */
  failedLogInsAlarm: number;
  /** Which users must set up two-factor authentication. */
  requireTwoFactor: "off" | "admin" | "all";
  passwordPolicy: PasswordPolicy;
  sessionIdleDays: number;
  sessionAbsoluteDays: number;
  resetTokenMinutes: number;
  refreshTokenDays: number;
  sessionsPerUserMax: number;
  /** After this many days addresses, browsers and details in the audit log are blanked; 0 never blanks them. */
  auditPersonalDays: number;
  /** Closed months older than so many months are archived to files and cut from the database; 0 never archives. */
  auditKeepMonths: number;
  publicOrigin: string;
  /** The name of the club or company that pages and mails have instead of Latchkey. */
  appName: string | null;
  /** The path of its logo; null for the product's. */
  appLogo: string | null;
  /** Who helps users that can't be helped by email: an address, a link or a sentence. */
  supportContact: string | null;
  /** True under `npm run dev` only. */
  development: boolean;
};

export type RequestFacts = {
  id: string;
  /** The client's address; null when it is unknown (a plain `next start`). */
  address: string | null;
  /** The rate limit key: the IPv4 address or the IPv6 /64, or one shared key when the address is unknown. */
  network: string;
  userAgent: string | null;
  /** The secret of this browser's device cookie, if it sent one. */
  deviceToken: string | null;
};

/**
 * Everything outside the services, injected, so that tests need no framework and no module mocks. One flat object,
 * because every request creates one.
 */
export type ServiceContext = {
  actor: Actor;
  request: RequestFacts;
  settings: ServiceSettings;
  /** Read-only; on SQLite the connection itself refuses a write. */
  db: ReadDatabase;
  /** The same, for lists, counts and searches. */
  longReads: LongReadDatabase;
  /** The only way to write: commits when the promise fulfils, rolls back when `work` throws. */
  write<Result>(work: (tx: Transaction) => Promise<Result>, options?: WriteOptions): Promise<Result>;
  random: RandomSource;
  /** Null in commands, which draw by themselves. */
  rulesDrawer: RulesDrawer | null;
  now(): Date;
  limiter: Limiter;
  hasher: PasswordHasher;
  breaches: BreachCheck;
  commonPasswords: { includes(password: string): Promise<boolean> };
  accessTokens: AccessTokens;
  secretBox: SecretBox;
  auditSealer: AuditSealer;
  auditChecker: AuditChecker;
  auditCheckRequests: AuditCheckRequests;
  archiveFiles: ArchiveFiles;
  backupShelf: BackupShelf;
  /** Starts a backup in the background, unless one is running. */
  backUpSoon(): void;
  highWaterMarks: HighWaterMarks;
  setupLinkFile: SetupLinkFile;
  oneTimeCodes: OneTimeCodes;
  siteRules: SiteRules;
  mailer: Mailer;
  system: SystemProbe;
  /** Reports that `tx` has queued a mail; delivery starts after the commit. */
  mailQueued(tx: Transaction): void;
  /** A new UUIDv7. */
  newId(): string;
  /** 256 random bits; only the hash is stored. */
  newSecretToken(): string;
  /** SHA-256: enough for secrets of 256 random bits, and an index can find it. */
  hashSecretToken(token: string): string;
  /** A slow hash for a shorter secret. The same salt gives the same hash, so an index can find it. */
  hashLookupSecret(secret: string, salt: string): Promise<string>;
  /** Runs work after the reply. Shutdown waits for it, and a failure is logged. */
  defer(work: () => Promise<unknown>): void;
  /** Records within 30 seconds, together with others, that a session was seen. A crash loses it. */
  touchLater(touch: SessionTouch): void;
  /** Runs `work` once for all callers at the same time, and for those within `seconds`. */
  shared<Result>(name: string, seconds: number, work: () => Promise<Result>): Promise<Result>;
  log: Logger;
  nodeId: string;
  /** The tightest limit of this request, for the RateLimit headers. */
  rateLimit: LimitDecision | null;
  meter: Meter;
  /** Replaces the cookie or tokens of this request's session, which a sensitive change has ended. */
  newAccess: NewAccess | null;
};

/** The context's properties, by what a service can do with them. */
type PortsByGroup = {
  /** Read the database. */
  reading: "db" | "longReads";
  /** Read and change the database. */
  writing: "db" | "longReads" | "write" | "newId";
  /** Draw random characters, words and codes. */
  random: "random" | "rulesDrawer";
  /** Count against rate limits. */
  limits: "limiter" | "rateLimit" | "meter";
  /** Run work after the reply. */
  background: "defer" | "touchLater";
  /** Hash and check passwords. */
  passwords: "hasher" | "breaches" | "commonPasswords";
  /** Create, hash and seal secrets. */
  secrets: "newSecretToken" | "hashSecretToken" | "hashLookupSecret" | "secretBox";
  "access-tokens": "accessTokens" | "newAccess";
  "one-time-codes": "oneTimeCodes";
  "audit-sealing": "auditSealer";
  "audit-archiving": "auditSealer" | "archiveFiles";
  "audit-checking": "auditSealer" | "auditChecker";
  "audit-check-requests": "auditCheckRequests";
  /** Compare the database with what this node has seen of it. */
  "rollback-detection": "highWaterMarks";
  "setup-link": "setupLinkFile";
  backups: "backupShelf" | "backUpSoon";
  mail: "mailer" | "mailQueued";
  "site-rules": "siteRules";
  /** Inspect the server. */
  system: "system";
  /** Share one health probe among all callers. */
  probing: "shared" | "nodeId";
};

/**
 * The part of the context that a service declares: actor, settings, clock, log, request, and the properties of the
 * named groups.
 */
export type Context<Group extends keyof PortsByGroup = never> = Pick<
  ServiceContext,
  "actor" | "request" | "settings" | "now" | "log" | PortsByGroup[Group]
>;

/** One use case. Identity comes from `context.actor`, never from the input. */
export type Service<Input, Output> = (context: ServiceContext, input: Input) => Output | Promise<Output>;
