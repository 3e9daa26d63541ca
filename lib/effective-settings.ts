import { secretNames, settingNames, type Config, type SecretName, type SettingName } from "./config";
import type { EffectiveSetting, SettingGroup } from "./domain/system/effective-setting";

/** Every setting with its effective value and its source, without any part of a secret. */
export function effectiveSettings(config: Config): EffectiveSetting[] {
  return settingNames.map((name) => ({
    name,
    group: groups[name],
    value: shownValues[name](config),
    source: config.origins[name] ?? (isSecretName(name) ? "secrets.json" : "default"),
    secret: isSecretName(name) || otherSecrets.has(name) || (name === "MAIL_USERNAME" && namesTheSecret(config)),
  }));
}

const otherSecrets: ReadonlySet<SettingName> = new Set([
  "METRICS_TOKEN",
  "MAIL_PASSWORD",
  "RESEND_API_KEY",
  "ADMIN_PASSWORD",
  // It may contain a password.
  "BACKUP_COMMAND",
  "BACKUP_PASSPHRASE",
]);

const SET = "set";

const shownValues: Record<SettingName, (config: Config) => string | null> = {
  HOST: ({ host }) => host,
  PORT: ({ port }) => String(port),
  FRONTEND_URL: ({ publicOrigin }) => publicOrigin,
  AUTH_URL: ({ publicOrigin }) => publicOrigin,
  HSTS_INCLUDE_SUBDOMAINS: ({ hstsIncludesSubdomains }) => onOrOff(hstsIncludesSubdomains),
  DATA_DIR: ({ dataDirectory }) => dataDirectory,
  DATABASE_URL: ({ database }) =>
    database.provider === "sqlite" ? `file:${database.file}` : withoutCredentials(database.url),
  DATABASE_MIGRATION_URL: ({ database }) =>
    database.provider === "postgresql" && database.migrationUrl !== undefined
      ? withoutCredentials(database.migrationUrl)
      : null,
  DATABASE_POOL_MAX: ({ database }) =>
    database.provider === "postgresql" && database.connectionsMax !== undefined
      ? String(database.connectionsMax)
      : null,
  TRUSTED_PROXIES: ({ trustedProxies }) => (trustedProxies.length === 0 ? null : trustedProxies.join(", ")),
  REDIS_URL: ({ redisUrl }) => (redisUrl === null ? null : withoutCredentials(redisUrl)),
  LOG_LEVEL: ({ logLevel }) => logLevel,
  METRICS_TOKEN: ({ metrics }) => (metrics.token === null ? null : SET),
  METRICS_PORT: ({ metrics }) => (metrics.port === null ? null : String(metrics.port)),
  METRICS_HOST: ({ metrics }) => metrics.host,
  APP_NAME: ({ appName }) => appName,
  APP_LOGO: ({ appLogo }) => appLogo,
  ORGANISATION_NAME: ({ appName }) => appName,
  API_DOCS: ({ apiDocumentation }) => onOrOff(apiDocumentation),
  RATE_LIMIT_GENERATOR: ({ generatorLimit }) =>
    generatorLimit === null ? "off" : `${generatorLimit.requestsMax}/${generatorLimit.windowSeconds}`,
  SIGNUP: ({ signUp }) => signUp,
  RESET_TOKEN_EXPIRATION_MINUTES: ({ resetTokenMinutes }) => String(resetTokenMinutes),
  MAIL_TRANSPORT: ({ mail }) => mail.transport,
  MAIL_SERVER: ({ mail }) => (mail.transport === "smtp" ? mail.host : null),
  MAIL_PORT: ({ mail }) => (mail.transport === "smtp" ? String(mail.port) : null),
  MAIL_USE_TLS: ({ mail }) => (mail.transport === "smtp" ? String(mail.encryption !== "none") : null),
  MAIL_USERNAME: (config) =>
    config.mail.transport === "smtp" && config.mail.login !== null
      ? namesTheSecret(config)
        ? SET
        : config.mail.login.username
      : null,
  MAIL_PASSWORD: ({ mail }) => (mail.transport === "smtp" && mail.login !== null ? SET : null),
  MAIL_FROM: ({ mail }) => (mail.transport === "outbox" ? null : `${mail.from.name} <${mail.from.address}>`),
  MAIL_EHLO_NAME: ({ mail }) => (mail.transport === "smtp" ? mail.greeting : null),
  RESEND_API_KEY: ({ mail }) => (mail.transport === "resend" ? SET : null),
  RESEND_BASE_URL: ({ mail }) => (mail.transport === "resend" ? mail.baseUrl : null),
  SUPPORT_CONTACT: ({ supportContact }) => supportContact,
  SECURITY_CONTACT: ({ securityContact }) => securityContact,
  ADMIN_EMAIL: ({ administrator }) => administrator?.email ?? null,
  ADMIN_PASSWORD: ({ administrator }) => (administrator === null ? null : SET),
  PASSWORD_HASH: ({ passwordHash }) => passwordHash,
  BCRYPT_COST: ({ bcryptCost }) => String(bcryptCost),
  REQUIRE_2FA: ({ requireTwoFactor }) => requireTwoFactor,
  PASSWORD_POLICY: ({ passwordPolicy }) => passwordPolicy,
  BREACH_CHECK: ({ breachCheck }) => breachCheck,
  BREACH_CHECK_URL: ({ breachCheckUrl }) => breachCheckUrl,
  JWT_ALGORITHM: ({ jwtAlgorithm }) => jwtAlgorithm,
  ACCESS_TOKEN_EXPIRE_MINUTES: ({ accessTokenMinutes }) => String(accessTokenMinutes),
  REFRESH_TOKEN_EXPIRE_DAYS: ({ refreshTokenDays }) => String(refreshTokenDays),
  PASSWORD_GRANT: ({ passwordGrant }) => onOrOff(passwordGrant),
  SESSION_IDLE_DAYS: ({ sessionIdleDays }) => String(sessionIdleDays),
  SESSION_ABSOLUTE_DAYS: ({ sessionAbsoluteDays }) => String(sessionAbsoluteDays),
  MAX_SESSIONS_PER_USER: ({ sessionsPerUserMax }) => String(sessionsPerUserMax),
  FAILED_LOG_INS_ALARM: ({ failedLogInsAlarm }) => String(failedLogInsAlarm),
  AUDIT_PERSONAL_DAYS: ({ auditPersonalDays }) => String(auditPersonalDays),
  AUDIT_KEEP_MONTHS: ({ auditKeepMonths }) => String(auditKeepMonths),
  BACKUP_EVERY: ({ backups }) => (backups.everyMs === null ? "off" : asDuration(backups.everyMs)),
  BACKUP_KEEP: ({ backups }) => String(backups.keep),
  BACKUP_DIR: ({ backups }) => backups.directory,
  BACKUP_COMMAND: ({ backups }) => (backups.command === null ? null : SET),
  BACKUP_PASSPHRASE: ({ backups: { lock } }) => (lock !== null && "passphrase" in lock ? SET : null),
  BACKUP_RECIPIENT: ({ backups: { lock } }) =>
    lock !== null && "recipients" in lock ? lock.recipients.join(", ") : null,
  SITE_RULES: ({ siteRules }) => (siteRules.source === "file" ? siteRules.path : siteRules.source),
  SITE_RULES_URL: ({ siteRules }) => (siteRules.source === "auto" ? siteRules.url : null),
  AUTH_SECRET: () => SET,
  JWT_SECRET: () => SET,
  ENCRYPTION_KEY: () => SET,
  PASSWORD_KEY: () => SET,
};

const groups: Record<SettingName, SettingGroup> = {
  HOST: "server",
  PORT: "server",
  FRONTEND_URL: "server",
  AUTH_URL: "server",
  HSTS_INCLUDE_SUBDOMAINS: "server",
  DATA_DIR: "server",
  DATABASE_URL: "server",
  DATABASE_MIGRATION_URL: "server",
  DATABASE_POOL_MAX: "server",
  TRUSTED_PROXIES: "server",
  REDIS_URL: "server",
  LOG_LEVEL: "server",
  METRICS_TOKEN: "server",
  METRICS_PORT: "server",
  METRICS_HOST: "server",
  APP_NAME: "server",
  APP_LOGO: "server",
  ORGANISATION_NAME: "server",
  API_DOCS: "server",
  RATE_LIMIT_GENERATOR: "server",
  SIGNUP: "accounts",
  RESET_TOKEN_EXPIRATION_MINUTES: "accounts",
  MAIL_TRANSPORT: "mail",
  MAIL_SERVER: "mail",
  MAIL_PORT: "mail",
  MAIL_USE_TLS: "mail",
  MAIL_USERNAME: "mail",
  MAIL_PASSWORD: "mail",
  MAIL_FROM: "mail",
  MAIL_EHLO_NAME: "mail",
  RESEND_API_KEY: "mail",
  RESEND_BASE_URL: "mail",
  SUPPORT_CONTACT: "mail",
  SECURITY_CONTACT: "mail",
  ADMIN_EMAIL: "accounts",
  ADMIN_PASSWORD: "accounts",
  PASSWORD_HASH: "accounts",
  BCRYPT_COST: "accounts",
  REQUIRE_2FA: "accounts",
  PASSWORD_POLICY: "accounts",
  BREACH_CHECK: "accounts",
  BREACH_CHECK_URL: "accounts",
  JWT_ALGORITHM: "sessions",
  ACCESS_TOKEN_EXPIRE_MINUTES: "sessions",
  REFRESH_TOKEN_EXPIRE_DAYS: "sessions",
  PASSWORD_GRANT: "sessions",
  SESSION_IDLE_DAYS: "sessions",
  SESSION_ABSOLUTE_DAYS: "sessions",
  MAX_SESSIONS_PER_USER: "sessions",
  FAILED_LOG_INS_ALARM: "sessions",
  AUDIT_PERSONAL_DAYS: "audit_log",
  AUDIT_KEEP_MONTHS: "audit_log",
  BACKUP_EVERY: "backups",
  BACKUP_KEEP: "backups",
  BACKUP_DIR: "backups",
  BACKUP_COMMAND: "backups",
  BACKUP_PASSPHRASE: "backups",
  BACKUP_RECIPIENT: "backups",
  SITE_RULES: "site_rules",
  SITE_RULES_URL: "site_rules",
  AUTH_SECRET: "secrets",
  JWT_SECRET: "secrets",
  ENCRYPTION_KEY: "secrets",
  PASSWORD_KEY: "secrets",
};

function isSecretName(name: SettingName): name is SecretName {
  return secretNames.some((secret) => secret === name);
}

/** Some providers use one token for both fields. */
function namesTheSecret({ mail }: Config): boolean {
  return (
    mail.transport === "smtp" &&
    mail.login !== null &&
    (mail.login.password.includes(mail.login.username) || mail.login.username.includes(mail.login.password))
  );
}

// The user, the password and the query may be secret; the host isn't.
function withoutCredentials(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol.replace(/^postgres:/, "postgresql:")}//${host}${pathname}`;
}

function asDuration(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes % (24 * 60) === 0) return `${minutes / (24 * 60)}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function onOrOff(value: boolean): string {
  return value ? "on" : "off";
}
