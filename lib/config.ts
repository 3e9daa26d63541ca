import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { isAbsolute, resolve } from "node:path";
import { domainToASCII } from "node:url";
import ipaddr from "ipaddr.js";
import { asGreetingName, greetingNameOf } from "./domain/mail/greeting-name";
import { findSecretWeakness as findWeakness } from "./domain/secrets/find-secret-weakness";
import { parsePostgresqlUrl } from "./domain/system/postgresql-url";
import { serviceNameOf } from "./domain/system/service-name";
import { isStartupError, StartupError } from "./errors";
import { parseSettingsFile } from "./parse-settings-file";
import { explainRefusal } from "./start-failures";

/** Names of the secrets. At first start a random value is generated for each one that the environment doesn't set. */
export const secretNames = ["AUTH_SECRET", "JWT_SECRET", "ENCRYPTION_KEY", "PASSWORD_KEY"] as const;
export type SecretName = (typeof secretNames)[number];

/** Every setting, in the order of .env.example. */
export const settingNames = [
  "HOST",
  "PORT",
  "FRONTEND_URL",
  "AUTH_URL",
  "HSTS_INCLUDE_SUBDOMAINS",
  "DATA_DIR",
  "DATABASE_URL",
  "DATABASE_MIGRATION_URL",
  "DATABASE_POOL_MAX",
  "TRUSTED_PROXIES",
  "REDIS_URL",
  "LOG_LEVEL",
  "METRICS_TOKEN",
  "METRICS_PORT",
  "METRICS_HOST",
  "APP_NAME",
  "APP_LOGO",
  "ORGANISATION_NAME",
  "API_DOCS",
  "RATE_LIMIT_GENERATOR",
  "SIGNUP",
  "RESET_TOKEN_EXPIRATION_MINUTES",
  "MAIL_TRANSPORT",
  "MAIL_SERVER",
  "MAIL_PORT",
  "MAIL_USE_TLS",
  "MAIL_USERNAME",
  "MAIL_PASSWORD",
  "MAIL_FROM",
  "MAIL_EHLO_NAME",
  "RESEND_API_KEY",
  "RESEND_BASE_URL",
  "SUPPORT_CONTACT",
  "SECURITY_CONTACT",
  "ADMIN_EMAIL",
  "ADMIN_PASSWORD",
  "PASSWORD_HASH",
  "BCRYPT_COST",
  "REQUIRE_2FA",
  "PASSWORD_POLICY",
  "BREACH_CHECK",
  "BREACH_CHECK_URL",
  "JWT_ALGORITHM",
  "ACCESS_TOKEN_EXPIRE_MINUTES",
  "REFRESH_TOKEN_EXPIRE_DAYS",
  "PASSWORD_GRANT",
  "SESSION_IDLE_DAYS",
  "SESSION_ABSOLUTE_DAYS",
  "MAX_SESSIONS_PER_USER",
  "FAILED_LOG_INS_ALARM",
  "AUDIT_PERSONAL_DAYS",
  "AUDIT_KEEP_MONTHS",
  "BACKUP_EVERY",
  "BACKUP_KEEP",
  "BACKUP_DIR",
  "BACKUP_COMMAND",
  "BACKUP_PASSPHRASE",
  "BACKUP_RECIPIENT",
  "SITE_RULES",
  "SITE_RULES_URL",
  ...secretNames,
] as const;
export type SettingName = (typeof settingNames)[number];

/** Where a setting's value was set; the environment takes precedence over the file. */
export type SettingOrigin = "environment" | ".env";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export type DatabaseSettings =
  | { provider: "sqlite"; file: string }
  | { provider: "postgresql"; url: string; migrationUrl?: string; connectionsMax?: number };

export type RateLimit = { requestsMax: number; windowSeconds: number };

export type MailSender = { name: string; address: string };

export type SmtpSettings = {
  transport: "smtp";
  from: MailSender;
  host: string;
  port: number;
  /**
   * `tls` from the first byte, `starttls` before anything else is sent, or `none` for a server on a trusted network.
   */
  encryption: "tls" | "starttls" | "none";
  login: { username: string; password: string } | null;
  /** How the server is greeted (EHLO). */
  greeting: string;
};

export type ResendSettings = { transport: "resend"; from: MailSender; apiKey: string; baseUrl: string };

export type BackupSettings = {
  /** Null makes none by itself. */
  everyMs: number | null;
  /** How many of the server's own backups stay. */
  keep: number;
  directory: string;
  /** A shell command that gets the finished file as its last argument. */
  command: string | null;
  /** Null writes unencrypted backups, without the secrets. */
  lock: { passphrase: string } | { recipients: readonly string[] } | null;
};

/** With `outbox` mail is only stored, not sent. */
export type MailSettings = { transport: "outbox" } | SmtpSettings | ResendSettings;

/** Source of the site rules lists: fetched from `url` and cached, read from a file or folder, or off. */
export type SiteRulesSettings = { source: "auto"; url: string } | { source: "file"; path: string } | { source: "off" };

export type Config = {
  host: string;
  port: number;
  /** The public origin, without a trailing slash; links and cookies use it, never a Host header. */
  publicOrigin: string;
  /** Whether HSTS also forces https on every subdomain of the public host. */
  hstsIncludesSubdomains: boolean;
  dataDirectory: string;
  database: DatabaseSettings;
  /** The secrets set in the environment, newest first; the secrets file provides the others. */
  secrets: Partial<Record<SecretName, string[]>>;
  /** Addresses and CIDR ranges whose X-Forwarded-For or Forwarded header is trusted. */
  trustedProxies: string[];
  /** Where several processes share their rate limits; null counts in each process's memory. */
  redisUrl: string | null;
  logLevel: LogLevel;
  /** `/api/metrics` is served to the holder of `token`, and a server of its own where there is a `port`. */
  metrics: { token: string | null; port: number | null; host: string };
  apiDocumentation: boolean;
  /** No rate limit by default: generating a password costs less than refusing it. */
  generatorLimit: RateLimit | null;
  signUp: "open" | "verify" | "invite" | "closed";
  passwordHash: "bcrypt" | "argon2id";
  bcryptCost: number;
  breachCheck: "off" | "warn" | "block";
  breachCheckUrl: string;
  jwtAlgorithm: "HS256" | "HS384" | "HS512";
  accessTokenMinutes: number;
  /** Lifetime of a reset link. */
  resetTokenMinutes: number;
  refreshTokenDays: number;
  /** Whether API clients may exchange a password for tokens. */
  passwordGrant: boolean;
  /** Which users must set up two-factor authentication. */
  requireTwoFactor: "off" | "admin" | "all";
  /** The minimum password length: 8, or NIST's 15 for passwords without two-factor authentication. */
  passwordPolicy: "tutorial" | "nist";
  sessionIdleDays: number;
  sessionAbsoluteDays: number;
  sessionsPerUserMax: number;
  /** After this many days addresses, browsers and details in the audit log are blanked; 0 never blanks them. */
  failedLogInsAlarm: number;
  auditPersonalDays: number;
  /** Closed months older than so many months are archived to files and cut from the database; 0 never archives. */
  auditKeepMonths: number;
  /** The administrator to create when a start finds none; the service validates both values. */
  administrator: { email: string; password: string } | null;
  mail: MailSettings;
  backups: BackupSettings;
  siteRules: SiteRulesSettings;
  /** The name of the club or company that pages and mails have instead of Latchkey. */
  appName: string | null;
  /** The path of its logo. */
  appLogo: string | null;
  /** Who helps users that can't be helped by email: an address, a link or a sentence. */
  supportContact: string | null;
  /** Whom to report a vulnerability to, as a URI; null publishes no security.txt. */
  securityContact: string | null;
  /** Set by `npm run dev` only: pages are compiled on request. */
  development: boolean;
  /** The folder of the build that runs, whose threads it starts; null in commands. */
  buildDirectory: string | null;
  /** Where each setting was set; settings that aren't set are missing. */
  origins: Partial<Record<SettingName, SettingOrigin>>;
};

/** Lists all invalid settings at once, each with the expected value. */
export class ConfigurationError extends StartupError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Wrong settings:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigurationError";
    this.problems = problems;
  }
}

type Environment = Record<string, string | undefined>;
type Read = (name: SettingName) => string | undefined;
type Complain = (problem: string) => void;

let memoisedConfig: Config | undefined;

/** The process's settings, parsed once; all invalid settings are reported in one list. */
export function getConfig(): Config {
  memoisedConfig ??= parseConfig(process.env, process.cwd(), loadSettingsFile(process.env));
  return memoisedConfig;
}

/** Adds the variables of `.env` to the environment, and returns their names. */
function loadSettingsFile(environment: Environment): ReadonlySet<string> {
  const inFile = Object.entries(readSettingsFile());
  // Under a plain `next start` Next has loaded the file already, so equal values count as the file's.
  const readByNext = environment.__NEXT_PROCESSED_ENV !== undefined;
  const names = inFile
    .filter(([name, value]) => environment[name] === undefined || (readByNext && environment[name] === value))
    .map(([name]) => name);
  for (const [name, value] of inFile) environment[name] ??= value;
  return new Set(names);
}

function readSettingsFile(): Environment {
  try {
    return parseSettingsFile(readFileSync(/* turbopackIgnore: true */ ".env"));
  } catch (error) {
    if (isStartupError(error)) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    const reason = explainRefusal(error) ?? (error instanceof Error ? error.message : String(error));
    throw new StartupError(`.env can't be read: ${reason}.`, { cause: error });
  }
}

/**
 * Parses every setting from `environment`; `fromFile` holds the names set in `.env`. Relative paths are resolved
 * against `workingDirectory`.
 */
export function parseConfig(
  environment: Environment,
  workingDirectory: string,
  fromFile: ReadonlySet<string> = new Set(),
): Config {
  const problems: string[] = [];
  const complain: Complain = (problem) => problems.push(problem);
  const read: Read = (name) => {
    const value = environment[name]?.trim();
    return value === "" ? undefined : value;
  };

  const port = parsePort("PORT", read("PORT"), complain) ?? 3000;
  const dataDirectory = resolve(workingDirectory, read("DATA_DIR") ?? "data");
  // Parsed, because browsers leave out port 80.
  const localOrigin = new URL(`http://localhost:${port}`).origin;
  const publicOrigin = parseOrigin("FRONTEND_URL", read("FRONTEND_URL"), complain) ?? localOrigin;
  const authOrigin = parseOrigin("AUTH_URL", read("AUTH_URL"), complain);
  if (authOrigin !== undefined && authOrigin !== publicOrigin) {
    complain(`AUTH_URL is ${authOrigin}: expected the same origin as FRONTEND_URL (${publicOrigin})`);
  }

  const appName = parseAppName(read, complain);

  const config: Config = {
    host: read("HOST") ?? "127.0.0.1",
    port,
    publicOrigin,
    hstsIncludesSubdomains:
      parseChoice("HSTS_INCLUDE_SUBDOMAINS", read("HSTS_INCLUDE_SUBDOMAINS"), ["on", "off"], "on", complain) === "on",
    dataDirectory,
    database: parseDatabase(read, dataDirectory, workingDirectory, complain),
    secrets: parseSecrets(read, complain),
    trustedProxies: parseTrustedProxies(read("TRUSTED_PROXIES"), complain),
    redisUrl: parseRedisUrl(read("REDIS_URL"), complain),
    logLevel: parseChoice("LOG_LEVEL", read("LOG_LEVEL"), logLevels, "info", complain),
    metrics: parseMetrics(read, port, complain),
    apiDocumentation: parseChoice("API_DOCS", read("API_DOCS"), ["on", "off"], "on", complain) === "on",
    generatorLimit: parseRateLimit("RATE_LIMIT_GENERATOR", read("RATE_LIMIT_GENERATOR"), complain),
    signUp: parseChoice("SIGNUP", read("SIGNUP"), ["open", "verify", "invite", "closed"], "open", complain),
    passwordHash: parseChoice("PASSWORD_HASH", read("PASSWORD_HASH"), ["bcrypt", "argon2id"], "bcrypt", complain),
    // OWASP recommends 10 at least; 14 takes about a second for each log-in.
    bcryptCost: parseInteger("BCRYPT_COST", read("BCRYPT_COST"), { min: 10, max: 14, fallback: 12 }, complain),
    breachCheck: parseChoice("BREACH_CHECK", read("BREACH_CHECK"), ["off", "warn", "block"], "off", complain),
    breachCheckUrl:
      parseOrigin("BREACH_CHECK_URL", read("BREACH_CHECK_URL"), complain) ?? "https://api.pwnedpasswords.com",
    jwtAlgorithm: parseAlgorithm(read("JWT_ALGORITHM"), complain),
    accessTokenMinutes: parseInteger(
      "ACCESS_TOKEN_EXPIRE_MINUTES",
      read("ACCESS_TOKEN_EXPIRE_MINUTES"),
      { min: 1, max: 24 * 60, fallback: 30 },
      complain,
    ),
    resetTokenMinutes: parseInteger(
      "RESET_TOKEN_EXPIRATION_MINUTES",
      read("RESET_TOKEN_EXPIRATION_MINUTES"),
      { min: 5, max: 24 * 60, fallback: 60 },
      complain,
    ),
    refreshTokenDays: parseInteger(
      "REFRESH_TOKEN_EXPIRE_DAYS",
      read("REFRESH_TOKEN_EXPIRE_DAYS"),
      { min: 1, max: 365, fallback: 30 },
      complain,
    ),
    passwordGrant: parseChoice("PASSWORD_GRANT", read("PASSWORD_GRANT"), ["on", "off"], "on", complain) === "on",
    requireTwoFactor: parseChoice("REQUIRE_2FA", read("REQUIRE_2FA"), ["off", "admin", "all"], "off", complain),
    passwordPolicy: parseChoice("PASSWORD_POLICY", read("PASSWORD_POLICY"), ["tutorial", "nist"], "tutorial", complain),
    sessionIdleDays: parseInteger(
      "SESSION_IDLE_DAYS",
      read("SESSION_IDLE_DAYS"),
      { min: 1, max: 365, fallback: 7 },
      complain,
    ),
    sessionAbsoluteDays: parseInteger(
      "SESSION_ABSOLUTE_DAYS",
      read("SESSION_ABSOLUTE_DAYS"),
      { min: 1, max: 365, fallback: 30 },
      complain,
    ),
    sessionsPerUserMax: parseInteger(
      "MAX_SESSIONS_PER_USER",
      read("MAX_SESSIONS_PER_USER"),
      { min: 1, max: 10_000, fallback: 50 },
      complain,
    ),
    auditKeepMonths: parseInteger(
      "AUDIT_KEEP_MONTHS",
      read("AUDIT_KEEP_MONTHS"),
      { min: 0, max: 120, fallback: 0 },
      complain,
    ),
    auditPersonalDays: parseInteger(
      "AUDIT_PERSONAL_DAYS",
      read("AUDIT_PERSONAL_DAYS"),
      { min: 0, max: 36_500, fallback: 0 },
      complain,
    ),
    failedLogInsAlarm: parseInteger(
      "FAILED_LOG_INS_ALARM",
      read("FAILED_LOG_INS_ALARM"),
      { min: 0, max: 1_000_000, fallback: 200 },
      complain,
    ),
    administrator: parseAdministrator(read("ADMIN_EMAIL"), withoutLineEnd(environment.ADMIN_PASSWORD), complain),
    mail: parseMail(read, { password: withoutLineEnd(environment.MAIL_PASSWORD), publicOrigin, appName }, complain),
    backups: parseBackups(read, { dataDirectory, workingDirectory }, complain),
    siteRules: parseSiteRules(read, workingDirectory, complain),
    appName,
    appLogo: resolveLogo(read("APP_LOGO"), workingDirectory),
    supportContact: parseSupportContact(read("SUPPORT_CONTACT"), complain),
    securityContact: parseSecurityContact(read("SECURITY_CONTACT"), complain),
    development: environment.LATCHKEY_DEV === "1",
    buildDirectory:
      environment.LATCHKEY_BUILD_DIRECTORY === undefined
        ? null
        : resolve(workingDirectory, environment.LATCHKEY_BUILD_DIRECTORY),
    origins: Object.fromEntries(
      settingNames
        .filter((name) => read(name) !== undefined)
        .map((name) => [name, fromFile.has(name) ? ".env" : "environment"]),
    ),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

function parsePort(name: SettingName, value: string | undefined, complain: Complain): number | null {
  if (value === undefined) return null;
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port >= 1 && port <= 65_535) return port;
  complain(`${name} is ${JSON.stringify(value)}: expected a whole number from 1 to 65535`);
  return null;
}

function parseMetrics(read: Read, ownPort: number, complain: Complain): Config["metrics"] {
  const token = read("METRICS_TOKEN") ?? null;
  const weakness = token === null ? null : findSecretWeakness(token);
  if (weakness !== null)
    complain(`METRICS_TOKEN ${weakness}: expected at least 32 random characters (openssl rand -hex 32)`);
  else if (token !== null && /\s/.test(token)) complain("METRICS_TOKEN contains a space: a scraper can't send it");
  const port = parsePort("METRICS_PORT", read("METRICS_PORT"), complain);
  if (port === ownPort) complain(`METRICS_PORT is ${port}, which is PORT too: expected another port`);
  return { token, port, host: read("METRICS_HOST") ?? "127.0.0.1" };
}

function parseOrigin(name: string, value: string | undefined, complain: Complain): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : null;
  const isOrigin =
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash && !url.username;
  if (isOrigin) return url.origin;
  complain(
    `${name} is ${JSON.stringify(value)}: expected an origin such as https://passwords.example.com, without a path`,
  );
  return undefined;
}

const APPLE_SITE_RULES = "https://raw.githubusercontent.com/apple/password-manager-resources/main/quirks";

function parseSiteRules(read: Read, workingDirectory: string, complain: Complain): SiteRulesSettings {
  const url = parseAddress("SITE_RULES_URL", read("SITE_RULES_URL"), complain) ?? APPLE_SITE_RULES;
  const value = read("SITE_RULES") ?? "auto";
  if (value.toLowerCase() === "off") return { source: "off" };
  if (value.toLowerCase() === "auto") return { source: "auto", url };
  if (!/^[a-z]+:\/\//i.test(value)) return { source: "file", path: resolve(workingDirectory, value) };
  complain(
    `SITE_RULES is ${JSON.stringify(value)}: expected auto, off, or a file or folder; an address goes into SITE_RULES_URL`,
  );
  return { source: "off" };
}

function parseAddress(name: string, value: string | undefined, complain: Complain): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password)
    return url.href.replace(/\/+$/, "");
  complain(
    `${name} is not understood: expected an address such as https://mirror.example.com/lists, without a name or a query`,
  );
  return undefined;
}

function parseDatabase(
  read: Read,
  dataDirectory: string,
  workingDirectory: string,
  complain: Complain,
): DatabaseSettings {
  const value = read("DATABASE_URL");
  const migrationUrl = read("DATABASE_MIGRATION_URL");
  if (value !== undefined && /^postgres(ql)?:/.test(value)) {
    const connectionsMax = parseConnectionsMax(value, read("DATABASE_POOL_MAX"), complain);
    const database = parsePostgresql(value, migrationUrl, complain);
    return connectionsMax === null ? database : { ...database, connectionsMax };
  }
  if (migrationUrl !== undefined)
    complain("DATABASE_MIGRATION_URL is set, but DATABASE_URL isn't a PostgreSQL database: expected both or neither");
  const file = resolve(dataDirectory, "latchkey.db");
  return (
    (value === undefined ? null : parseSqliteUrl(value, workingDirectory, complain)) ?? { provider: "sqlite", file }
  );
}

function parseSqliteUrl(value: string, workingDirectory: string, complain: Complain): DatabaseSettings | null {
  // SQLAlchemy's notation, which the tutorials use: three slashes for a relative path, four for an absolute one.
  const path = /^(?:sqlite:\/\/\/|file:(?:\/\/(?=\/))?)(.+)$/.exec(value)?.[1];
  if (path !== undefined && !path.includes("?") && path !== ":memory:") {
    return { provider: "sqlite", file: isAbsolute(path) ? path : resolve(workingDirectory, path) };
  }
  // The value may hold a password, so it is not repeated.
  complain(
    "DATABASE_URL is not understood: expected file:PATH, sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
  );
  return null;
}

/** Reads a database's URL that a command was given under another name, as `DATABASE_URL` is read. */
export function readDatabaseUrl(name: string, value: string, workingDirectory: string): DatabaseSettings {
  const problems: string[] = [];
  const complain: Complain = (problem) => problems.push(problem);
  const database = /^postgres(ql)?:/.test(value)
    ? parsePostgresql(value, undefined, complain)
    : parseSqliteUrl(value, workingDirectory, complain);
  const [problem] = problems;
  if (database === null || problem !== undefined)
    throw new StartupError(`${(problem ?? "").replace("DATABASE_URL", name)}.`);
  return database;
}

function parsePostgresql(
  url: string,
  migrationUrl: string | undefined,
  complain: Complain,
): Extract<DatabaseSettings, { provider: "postgresql" }> {
  const parsed = parsePostgresqlUrl(url);
  // The values may hold a password, so they are not repeated.
  if ("problem" in parsed) complain(`DATABASE_URL ${parsed.problem}`);
  if (migrationUrl === undefined) return { provider: "postgresql", url };
  const direct = parsePostgresqlUrl(migrationUrl);
  if ("problem" in direct) complain(`DATABASE_MIGRATION_URL ${direct.problem}`);
  if ("target" in parsed && "target" in direct && parsed.target.schema !== direct.target.schema)
    complain(
      `DATABASE_MIGRATION_URL has the schema ${direct.target.schema}: expected ${parsed.target.schema}, as in DATABASE_URL`,
    );
  return { provider: "postgresql", url, migrationUrl };
}

/** The setting, or null without it. The URL may say the same number, but not another. */
function parseConnectionsMax(url: string, value: string | undefined, complain: Complain): number | null {
  if (value === undefined) return null;
  const connectionsMax = parseInteger("DATABASE_POOL_MAX", value, { min: 2, max: 1000, fallback: 2 }, complain);
  const inUrl = parsePostgresqlUrl(url);
  if ("target" in inUrl && inUrl.target.connectionsMax !== null && inUrl.target.connectionsMax !== connectionsMax)
    complain("DATABASE_POOL_MAX is set, and DATABASE_URL has another connection_limit: expected one of them");
  return connectionsMax;
}

function parseRedisUrl(value: string | undefined, complain: Complain): string | null {
  if (value === undefined) return null;
  if (/^rediss?:\/\/[^/]/.test(value) && URL.canParse(value)) return value;
  // The value may hold a password, so it is not repeated.
  complain("REDIS_URL is not understood: expected redis://USER:PASSWORD@HOST:PORT/NUMBER, or rediss:// for TLS");
  return null;
}

function parseSecrets(read: Read, complain: Complain): Config["secrets"] {
  const secrets: Config["secrets"] = {};
  for (const name of secretNames) {
    const value = read(name);
    if (value === undefined) continue;
    const generations = value.split(",").map((secret) => secret.trim());
    const weakness = generations.map(findSecretWeakness).find((found) => found !== null);
    if (weakness) complain(`${name} ${weakness}: expected at least 32 random characters (openssl rand -base64 48)`);
    secrets[name] = generations;
  }
  return secrets;
}

/** What is wrong with a secret that signs or encrypts, as the rest of a sentence, or null. */
export function findSecretWeakness(secret: string): string | null {
  return findWeakness(secret, (text) => createHash("sha256").update(text).digest("base64url"));
}

function parseTrustedProxies(value: string | undefined, complain: Complain): string[] {
  const proxies = (value ?? "")
    .split(",")
    .map((proxy) => proxy.trim())
    .filter(Boolean);
  for (const proxy of proxies) {
    if (!ipaddr.isValid(proxy) && !ipaddr.isValidCIDR(proxy)) {
      complain(
        `TRUSTED_PROXIES names ${JSON.stringify(proxy)}: expected IP addresses or CIDR ranges, separated by commas`,
      );
    }
  }
  return proxies;
}

function parseChoice<Choice extends string, Fallback extends Choice | null>(
  name: string,
  value: string | undefined,
  choices: readonly Choice[],
  fallback: Fallback,
  complain: Complain,
): Choice | Fallback {
  if (value === undefined) return fallback;
  const choice = choices.find((candidate) => candidate === value.toLowerCase());
  if (choice !== undefined) return choice;
  complain(`${name} is ${JSON.stringify(value)}: expected one of ${choices.join(", ")}`);
  return fallback;
}

function parseAlgorithm(value: string | undefined, complain: Complain): Config["jwtAlgorithm"] {
  const algorithms = ["HS256", "HS384", "HS512"] as const;
  return (
    algorithms.find((algorithm) => algorithm === value) ??
    parseChoice("JWT_ALGORITHM", value, algorithms, "HS256", complain)
  );
}

function parseInteger(
  name: string,
  value: string | undefined,
  { min, max, fallback }: { min: number; max: number; fallback: number },
  complain: Complain,
): number {
  if (value === undefined) return fallback;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  complain(`${name} is ${JSON.stringify(value)}: expected a whole number from ${min} to ${max}`);
  return fallback;
}

/** A password as it was set, because spaces may be part of it, but without the line end of a file that it was read from. */
function withoutLineEnd(password: string | undefined): string | undefined {
  return password?.replace(/\r?\n$/, "");
}

function parseAdministrator(
  email: string | undefined,
  password: string | undefined,
  complain: Complain,
): Config["administrator"] {
  if (email === undefined && !password) return null;
  if (email !== undefined && password) return { email, password };
  complain("ADMIN_EMAIL and ADMIN_PASSWORD belong together: expected both or neither");
  return null;
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const BACKUP_EVERY_MIN_MS = 15 * 60_000;
const BACKUP_EVERY_MAX_MS = 30 * 86_400_000;
const PASSPHRASE_MIN = 12;

function parseBackups(
  read: Read,
  { dataDirectory, workingDirectory }: { dataDirectory: string; workingDirectory: string },
  complain: Complain,
): BackupSettings {
  const passphrase = read("BACKUP_PASSPHRASE");
  const recipients = read("BACKUP_RECIPIENT")?.split(/[\s,]+/) ?? [];
  if (passphrase !== undefined && passphrase.length < PASSPHRASE_MIN)
    complain(`BACKUP_PASSPHRASE is too short: expected at least ${PASSPHRASE_MIN} characters`);
  const wrong = recipients.find((recipient) => !/^age1[a-z0-9]{50,}$/.test(recipient));
  if (wrong !== undefined)
    complain(`BACKUP_RECIPIENT has ${JSON.stringify(wrong)}: expected age1…, as age-keygen prints it`);
  return {
    everyMs: parseBackupEvery(read("BACKUP_EVERY"), complain),
    keep: parseInteger("BACKUP_KEEP", read("BACKUP_KEEP"), { min: 1, max: 1_000, fallback: 7 }, complain),
    directory: resolve(workingDirectory, read("BACKUP_DIR") ?? resolve(dataDirectory, "backups")),
    command: read("BACKUP_COMMAND") ?? null,
    lock: recipients.length > 0 ? { recipients } : passphrase !== undefined ? { passphrase } : null,
  };
}

function parseBackupEvery(value: string | undefined, complain: Complain): number | null {
  if (value === undefined || value.toLowerCase() === "off") return null;
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/i.exec(value) ?? [];
  const everyMs = Number(count) * (UNITS_MS[unit?.toLowerCase() ?? ""] ?? NaN);
  if (everyMs >= BACKUP_EVERY_MIN_MS && everyMs <= BACKUP_EVERY_MAX_MS) return everyMs;
  complain(`BACKUP_EVERY is ${JSON.stringify(value)}: expected off, or a time from 15m to 30d such as 6h or 1d`);
  return null;
}

const OUTBOX: MailSettings = { transport: "outbox" };

type MailBasis = { password: string | undefined; publicOrigin: string; appName: string | null };

function parseMail(read: Read, basis: MailBasis, complain: Complain): MailSettings {
  const named = parseChoice("MAIL_TRANSPORT", read("MAIL_TRANSPORT"), ["outbox", "smtp", "resend"], null, complain);
  const hasServer = read("MAIL_SERVER") !== undefined;
  const hasKey = read("RESEND_API_KEY") !== undefined;
  if (named === null && hasServer && hasKey) {
    complain(
      "MAIL_SERVER and RESEND_API_KEY are both set: expected one of them, or MAIL_TRANSPORT to say which is used",
    );
    return OUTBOX;
  }
  if (named === "smtp" || (named === null && hasServer)) return parseSmtp(read, basis, complain);
  if (named === "resend" || (named === null && hasKey)) return parseResend(read, basis, complain);
  return OUTBOX;
}

function parseSmtp(read: Read, { password, publicOrigin, appName }: MailBasis, complain: Complain): MailSettings {
  const host = read("MAIL_SERVER");
  if (host === undefined)
    complain("MAIL_SERVER is missing: expected the mail server's name, because MAIL_TRANSPORT is smtp");
  else if (isIP(host) === 0 && !/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/i.test(host)) {
    complain(
      `MAIL_SERVER is ${JSON.stringify(host)}: expected a name or an address such as smtp.example.com, without a port`,
    );
  }
  const port = parseInteger("MAIL_PORT", read("MAIL_PORT"), { min: 1, max: 65_535, fallback: 587 }, complain);
  const useTls = parseBoolean("MAIL_USE_TLS", read("MAIL_USE_TLS"), true, complain);
  // RFC 8314 §3.3: port 465 uses TLS from the first byte, so it can't be turned off.
  if (port === 465 && !useTls)
    complain("MAIL_USE_TLS is false: expected true, because port 465 speaks nothing but TLS");
  const username = read("MAIL_USERNAME");
  if ((username === undefined) !== !password)
    complain("MAIL_USERNAME and MAIL_PASSWORD belong together: expected both or neither");
  const from = parseSender(read("MAIL_FROM") ?? (username?.includes("@") ? username : undefined), appName, complain);
  return {
    transport: "smtp",
    from,
    host: host ?? "",
    port,
    encryption: port === 465 ? "tls" : useTls ? "starttls" : "none",
    // The password as it was set: spaces may be part of it.
    login: username === undefined || !password ? null : { username, password },
    greeting:
      parseGreeting(read("MAIL_EHLO_NAME"), complain) ??
      greetingNameOf({ publicHost: new URL(publicOrigin).hostname, sender: from.address }),
  };
}

function parseGreeting(value: string | undefined, complain: Complain): string | null {
  if (value === undefined) return null;
  const name = asGreetingName(domainToASCII(value) || value);
  if (name === null)
    complain(
      `MAIL_EHLO_NAME is ${JSON.stringify(value)}: expected this server's full name such as passwords.example.com, or an IP address`,
    );
  return name;
}

function parseResend(read: Read, { appName }: MailBasis, complain: Complain): MailSettings {
  const apiKey = read("RESEND_API_KEY");
  if (apiKey === undefined) complain("RESEND_API_KEY is missing: expected one, because MAIL_TRANSPORT is resend");
  // It becomes the value of an HTTP header.
  else if (!/^[\x21-\x7e]+$/.test(apiKey))
    complain("RESEND_API_KEY is not understood: expected a key such as re_…, without blanks");
  return {
    transport: "resend",
    from: parseSender(read("MAIL_FROM"), appName, complain),
    apiKey: apiKey ?? "",
    baseUrl: parseOrigin("RESEND_BASE_URL", read("RESEND_BASE_URL"), complain) ?? "https://api.resend.com",
  };
}

/** `address` or `Name <address>`. */
function parseSender(value: string | undefined, appName: string | null, complain: Complain): MailSender {
  const [, name, bracketed] = /^"?([^"<>]*?)"?\s*<([^<>]+)>$/.exec(value ?? "") ?? [];
  const address = bracketed ?? value ?? "";
  // A mail server on the same machine may use "localhost", which has no dot.
  const isAddress = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i.test(address);
  if (!isAddress || hasControls(name ?? "")) {
    complain(
      `MAIL_FROM is ${value === undefined ? "missing" : JSON.stringify(value)}: expected the sender, such as latchkey@example.com or Latchkey <latchkey@example.com>`,
    );
  }
  return { name: name || serviceNameOf({ appName }), address };
}

/** ORGANISATION_NAME is the older name of the setting. */
function parseAppName(read: Read, complain: Complain): string | null {
  const [name, value] =
    read("APP_NAME") === undefined
      ? (["ORGANISATION_NAME", read("ORGANISATION_NAME")] as const)
      : (["APP_NAME", read("APP_NAME")] as const);
  if (value === undefined) return null;
  const older = read("ORGANISATION_NAME");
  if (older !== undefined && older !== value) complain("ORGANISATION_NAME is not APP_NAME: expected one of them");
  if (value.length <= 60 && !hasControls(value)) return value;
  complain(`${name} is not understood: expected a name of at most 60 characters on one line`);
  return null;
}

function resolveLogo(value: string | undefined, workingDirectory: string): string | null {
  return value === undefined ? null : resolve(workingDirectory, value);
}

function parseSupportContact(value: string | undefined, complain: Complain): string | null {
  if (value === undefined) return null;
  if (value.length <= 200 && !hasControls(value)) return value;
  complain(
    "SUPPORT_CONTACT is not understood: expected an address, a link or a sentence of at most 200 characters on one line",
  );
  return null;
}

// RFC 9116 section 2.5.3: a URI, and https for a web page.
function parseSecurityContact(value: string | undefined, complain: Complain): string | null {
  if (value === undefined) return null;
  if (/^[^\s@:/]+@[^\s@:/]+$/.test(value)) return `mailto:${value}`;
  if (/^(mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9.-]+)$/.test(value)) return value;
  if (/^https:\/\/\S+$/.test(value) && URL.canParse(value)) return value;
  complain(
    `SECURITY_CONTACT is ${JSON.stringify(value)}: expected an email address, an https:// link or a tel: number`,
  );
  return null;
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function parseBoolean(name: string, value: string | undefined, fallback: boolean, complain: Complain): boolean {
  if (value === undefined) return fallback;
  if (/^(true|1|yes|on)$/i.test(value)) return true;
  if (/^(false|0|no|off)$/i.test(value)) return false;
  complain(`${name} is ${JSON.stringify(value)}: expected true or false`);
  return fallback;
}

function parseRateLimit(name: string, value: string | undefined, complain: Complain): RateLimit | null {
  if (value === undefined || value.toLowerCase() === "off") return null;
  const [, requests, seconds] = /^([1-9]\d{0,6})\/([1-9]\d{0,4})$/.exec(value) ?? [];
  if (requests !== undefined && seconds !== undefined) {
    return { requestsMax: Number(requests), windowSeconds: Number(seconds) };
  }
  complain(`${name} is ${JSON.stringify(value)}: expected off, or REQUESTS/SECONDS for each client such as 600/60`);
  return null;
}
