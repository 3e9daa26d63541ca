import { describe, expect, test } from "vitest";
import { ConfigurationError, findSecretWeakness, parseConfig } from "./config";

const strongSecret = "kJ8vQ2xNfR5tYw7ZbC3mLp9HsD6gUa1EiOoXqVnT";

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment, "/srv/latchkey");
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

describe("configuration", () => {
  test("no setting is required", () => {
    expect(parseConfig({}, "/srv/latchkey")).toEqual({
      host: "127.0.0.1",
      port: 3000,
      publicOrigin: "http://localhost:3000",
      dataDirectory: "/srv/latchkey/data",
      database: { provider: "sqlite", file: "/srv/latchkey/data/latchkey.db" },
      secrets: {},
      trustedProxies: [],
      redisUrl: null,
      logLevel: "info",
      apiDocumentation: true,
      generatorLimit: null,
      signUp: "open",
      passwordHash: "bcrypt",
      requireTwoFactor: "off",
      resetTokenMinutes: 60,
      passwordPolicy: "tutorial",
      bcryptCost: 12,
      breachCheck: "off",
      breachCheckUrl: "https://api.pwnedpasswords.com",
      jwtAlgorithm: "HS256",
      accessTokenMinutes: 30,
      refreshTokenDays: 30,
      passwordGrant: true,
      sessionIdleDays: 7,
      sessionAbsoluteDays: 30,
      sessionsPerUserMax: 50,
      auditPersonalDays: 0,
      auditKeepMonths: 0,
      failedLogInsAlarm: 200,
      administrator: null,
      mail: { transport: "outbox" },
      metrics: { token: null, port: null, host: "127.0.0.1" },
      hstsIncludesSubdomains: true,
      appName: null,
      appLogo: null,
      backups: {
        everyMs: null,
        keep: 7,
        directory: expect.stringMatching(/backups$/) as string,
        command: null,
        lock: null,
      },
      siteRules: {
        source: "auto",
        url: "https://raw.githubusercontent.com/apple/password-manager-resources/main/quirks",
      },
      supportContact: null,
      securityContact: null,
      development: false,
      buildDirectory: null,
      origins: {},
    });
  });

  test("the older name of APP_NAME still works, and both only with one value", () => {
    expect(parseConfig({ ORGANISATION_NAME: "Rowers" }, "/srv").appName).toBe("Rowers");
    expect(parseConfig({ ORGANISATION_NAME: "Rowers", APP_NAME: "Rowers" }, "/srv").appName).toBe("Rowers");
    expect(problemsOf({ ORGANISATION_NAME: "Rowers", APP_NAME: "Runners" })).toEqual([
      "ORGANISATION_NAME is not APP_NAME: expected one of them",
    ]);
    expect(problemsOf({ APP_NAME: "x".repeat(61) })).toEqual([expect.stringMatching(/^APP_NAME is not understood/)]);
  });

  test("mail comes from the name that users see", () => {
    const settings = { MAIL_SERVER: "mail.example.org", MAIL_FROM: "club@example.org", APP_NAME: "Rowers" };
    expect(parseConfig(settings, "/srv").mail).toMatchObject({ from: { name: "Rowers", address: "club@example.org" } });
  });

  test("an empty value counts as unset", () => {
    expect(parseConfig({ PORT: "", FRONTEND_URL: " " }, "/srv").port).toBe(3000);
  });

  test("all invalid settings are listed at once", () => {
    const problems = problemsOf({
      PORT: "80a",
      FRONTEND_URL: "passwords.example.com",
      DATABASE_URL: "mysql://root:hunter2@db/app",
      REDIS_URL: "http://:hunter2@cache",
      JWT_SECRET: "secret",
      TRUSTED_PROXIES: "10.0.0.0/8, proxy",
      LOG_LEVEL: "loud",
      API_DOCS: "maybe",
      RATE_LIMIT_GENERATOR: "10 a minute",
    });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "PORT",
      "FRONTEND_URL",
      "DATABASE_URL",
      "JWT_SECRET",
      "TRUSTED_PROXIES",
      "REDIS_URL",
      "LOG_LEVEL",
      "API_DOCS",
      "RATE_LIMIT_GENERATOR",
    ]);
    expect(problems.join()).not.toContain("hunter2");
    expect(problems.every((problem) => problem.includes("expected"))).toBe(true);
  });

  test.each([
    ["file:./dev.db", "/srv/latchkey/dev.db"],
    ["file:/var/lib/latchkey.db", "/var/lib/latchkey.db"],
    ["file:///var/lib/latchkey.db", "/var/lib/latchkey.db"],
    ["sqlite:///./app.db", "/srv/latchkey/app.db"],
    ["sqlite:////var/lib/app.db", "/var/lib/app.db"],
  ])("DATABASE_URL %s is the SQLite file %s", (url, file) => {
    expect(parseConfig({ DATABASE_URL: url }, "/srv/latchkey").database).toEqual({ provider: "sqlite", file });
  });

  test.each(["postgres://u:p@db/latchkey", "postgresql://u:p@db/latchkey?sslmode=require"])(
    "DATABASE_URL %s is PostgreSQL",
    (url) => {
      expect(parseConfig({ DATABASE_URL: url }, "/srv").database).toEqual({ provider: "postgresql", url });
    },
  );

  test.each([
    ["0", "PORT"],
    ["65535", null],
    ["65536", "PORT"],
    ["-1", "PORT"],
    ["3e3", "PORT"],
  ])("PORT %s is accepted only as digits in range", (port, problem) => {
    expect(problemsOf({ PORT: port })[0]?.split(" ")[0] ?? null).toBe(problem);
  });

  test("a public origin with a path, a query or another scheme is refused", () => {
    for (const url of ["https://a.example/app", "https://a.example/?x=1", "ftp://a.example", "https://u@a.example"]) {
      expect(problemsOf({ FRONTEND_URL: url }), url).toHaveLength(1);
    }
    expect(parseConfig({ FRONTEND_URL: "https://a.example/" }, "/srv").publicOrigin).toBe("https://a.example");
  });

  test("AUTH_URL must be the public origin", () => {
    expect(problemsOf({ FRONTEND_URL: "https://a.example", AUTH_URL: "https://b.example" })).toHaveLength(1);
    expect(problemsOf({ FRONTEND_URL: "https://a.example", AUTH_URL: "https://a.example/" })).toHaveLength(0);
  });

  test("a weak, short or sample secret is refused, also as a part of a rotation", () => {
    expect(findSecretWeakness(strongSecret)).toBeNull();
    expect(findSecretWeakness(strongSecret.slice(0, 31))).toBe("is too short");
    expect(findSecretWeakness("a".repeat(64))).toBe("repeats itself");
    expect(findSecretWeakness("replace_me_with_a_long_random_value")).toBe("is a sample value");
    expect(findSecretWeakness("a-long-random-development-secret-value")).toBe("is a sample value");
    expect(problemsOf({ JWT_SECRET: `${strongSecret},short` })).toHaveLength(1);
    expect(parseConfig({ JWT_SECRET: `${strongSecret},${strongSecret}x` }, "/srv").secrets.JWT_SECRET).toEqual([
      strongSecret,
      `${strongSecret}x`,
    ]);
  });

  test.each(["AUTH_SECRET", "JWT_SECRET", "ENCRYPTION_KEY", "PASSWORD_KEY"])(
    "%s can't be a secret from a tutorial",
    (name) => {
      for (const secret of [
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
        "a-string-secret-at-least-256-bits-long",
      ]) {
        expect(problemsOf({ [name]: secret }).join()).toContain(`${name} is a sample value`);
      }
    },
  );

  test("an error about a secret never contains the secret", () => {
    expect(problemsOf({ AUTH_SECRET: "hunter2hunter2" }).join()).not.toContain("hunter2");
  });

  test("a generator limit is a number of requests in a number of seconds", () => {
    expect(parseConfig({ RATE_LIMIT_GENERATOR: "600/60" }, "/srv").generatorLimit).toEqual({
      requestsMax: 600,
      windowSeconds: 60,
    });
    expect(parseConfig({ RATE_LIMIT_GENERATOR: "off" }, "/srv").generatorLimit).toBeNull();
    expect(problemsOf({ RATE_LIMIT_GENERATOR: "0/60" })).toHaveLength(1);
  });

  test("a mail server's name is enough to send mail, encrypted and verified", () => {
    expect(parseConfig({ MAIL_SERVER: "smtp.example.com", MAIL_FROM: "latchkey@example.com" }, "/srv").mail).toEqual({
      transport: "smtp",
      from: { name: "Latchkey", address: "latchkey@example.com" },
      host: "smtp.example.com",
      port: 587,
      encryption: "starttls",
      login: null,
      greeting: "example.com",
    });
  });

  test("parameters of a PostgreSQL URL that can't be honoured are refused by name, without the password", () => {
    const url = "postgresql://latchkey:hunter2@db.example/app";
    const problems = problemsOf({
      DATABASE_URL: `${url}?sslmode=sometimes`,
      DATABASE_MIGRATION_URL: `${url}?shcema=a`,
    });
    expect(problems).toEqual([
      expect.stringMatching(/^DATABASE_URL has sslmode, which .* expected disable/),
      expect.stringMatching(/^DATABASE_MIGRATION_URL has the parameter "shcema"/),
    ]);
    expect(problems.join()).not.toContain("hunter2");
  });

  test("the direct connection for migrations leads to the same schema of a PostgreSQL database", () => {
    const url = "postgresql://latchkey@db.example/app";
    const direct = { DATABASE_URL: `${url}?schema=a`, DATABASE_MIGRATION_URL: `${url}?schema=a` };
    expect(parseConfig(direct, "/srv").database).toEqual({
      provider: "postgresql",
      url: `${url}?schema=a`,
      migrationUrl: `${url}?schema=a`,
    });
    expect(problemsOf({ ...direct, DATABASE_MIGRATION_URL: url })).toEqual([
      expect.stringMatching(/schema public: expected a/),
    ]);
    expect(problemsOf({ DATABASE_MIGRATION_URL: url })).toEqual([expect.stringMatching(/isn't a PostgreSQL database/)]);
  });

  test("DATABASE_POOL_MAX counts on PostgreSQL, and the URL may not say another number", () => {
    const url = "postgresql://latchkey@db.example/app";
    const databaseOf = (settings: Record<string, string>) => parseConfig(settings, "/srv").database;
    expect(databaseOf({ DATABASE_URL: url })).toEqual({ provider: "postgresql", url });
    expect(databaseOf({ DATABASE_URL: url, DATABASE_POOL_MAX: "8" })).toMatchObject({ connectionsMax: 8 });
    expect(databaseOf({ DATABASE_POOL_MAX: "8" })).toMatchObject({ provider: "sqlite" });
    const withLimit = `${url}?connection_limit=9`;
    expect(problemsOf({ DATABASE_URL: withLimit, DATABASE_POOL_MAX: "9" })).toEqual([]);
    expect(problemsOf({ DATABASE_URL: withLimit, DATABASE_POOL_MAX: "8" })).toEqual([
      "DATABASE_POOL_MAX is set, and DATABASE_URL has another connection_limit: expected one of them",
    ]);
    expect(problemsOf({ DATABASE_URL: url, DATABASE_POOL_MAX: "1" })).toEqual([
      'DATABASE_POOL_MAX is "1": expected a whole number from 2 to 1000',
    ]);
  });

  test("mail servers are greeted by MAIL_EHLO_NAME, or FRONTEND_URL's host", () => {
    const greetingOf = (settings: Record<string, string>) =>
      parseConfig({ MAIL_SERVER: "mail", MAIL_FROM: "a@b.example", ...settings }, "/srv").mail;
    expect(greetingOf({ FRONTEND_URL: "https://a.example:8443" })).toMatchObject({ greeting: "a.example" });
    const named = { FRONTEND_URL: "https://a.example", MAIL_EHLO_NAME: "mx.c.example" };
    expect(greetingOf(named)).toMatchObject({ greeting: "mx.c.example" });
    expect(greetingOf({ MAIL_EHLO_NAME: "münchen.example" })).toMatchObject({ greeting: "xn--mnchen-3ya.example" });
    expect(greetingOf({ MAIL_EHLO_NAME: "2001:db8::1" })).toMatchObject({ greeting: "[IPv6:2001:db8::1]" });
  });

  test.each(["\n", "\r\n"])("passwords keep their spaces, but not the line end %j of a secret's file", (end) => {
    const mail = {
      MAIL_SERVER: "mail",
      MAIL_FROM: "a@b.example",
      MAIL_USERNAME: "ada",
      MAIL_PASSWORD: ` app pass ${end}`,
    };
    const administrator = { ADMIN_EMAIL: "ada@example.org", ADMIN_PASSWORD: ` violet anchor 73 ${end}` };
    const config = parseConfig({ ...mail, ...administrator }, "/srv");
    expect(config.mail).toMatchObject({ login: { username: "ada", password: " app pass " } });
    expect(config.administrator?.password).toBe(" violet anchor 73 ");
  });

  test("accepts the mail settings in the tutorial's notation", () => {
    const settings = {
      MAIL_SERVER: "smtp.gmail.com",
      MAIL_PORT: "587",
      MAIL_USERNAME: "ada@gmail.com",
      MAIL_PASSWORD: " app pass ",
      MAIL_USE_TLS: "True",
    };
    expect(parseConfig(settings, "/srv").mail).toMatchObject({
      from: { name: "Latchkey", address: "ada@gmail.com" },
      encryption: "starttls",
      login: { username: "ada@gmail.com", password: " app pass " },
    });
  });

  test.each([
    [{ MAIL_PORT: "465" }, "tls"],
    [{ MAIL_PORT: "25" }, "starttls"],
    [{ MAIL_PORT: "25", MAIL_USE_TLS: "false" }, "none"],
    [{ MAIL_USE_TLS: "0" }, "none"],
  ])("%j uses %s encryption", (settings, encryption) => {
    expect(parseConfig({ MAIL_SERVER: "mail", MAIL_FROM: "a@b.example", ...settings }, "/srv").mail).toMatchObject({
      encryption,
    });
  });

  test.each([
    ["Latchkey of Ada <keys@example.com>", { name: "Latchkey of Ada", address: "keys@example.com" }],
    ['"Keys, and more" <keys@example.com>', { name: "Keys, and more", address: "keys@example.com" }],
    ["<keys@localhost>", { name: "Latchkey", address: "keys@localhost" }],
  ])("the sender may be %s", (text, from) => {
    expect(parseConfig({ MAIL_SERVER: "mail", MAIL_FROM: text }, "/srv").mail).toMatchObject({ from });
  });

  test("a Resend key is enough to send mail, and its URL can be changed", () => {
    const settings = { RESEND_API_KEY: "re_abc", MAIL_FROM: "a@b.example" };
    expect(parseConfig(settings, "/srv").mail).toEqual({
      transport: "resend",
      from: { name: "Latchkey", address: "a@b.example" },
      apiKey: "re_abc",
      baseUrl: "https://api.resend.com",
    });
    expect(parseConfig({ ...settings, RESEND_BASE_URL: "http://127.0.0.1:9999/" }, "/srv").mail).toMatchObject({
      baseUrl: "http://127.0.0.1:9999",
    });
  });

  test("MAIL_TRANSPORT chooses the transport, and outbox overrides all other mail settings", () => {
    const both = { MAIL_SERVER: "mail", RESEND_API_KEY: "re_abc", MAIL_FROM: "a@b.example" };
    expect(parseConfig({ ...both, MAIL_TRANSPORT: "resend" }, "/srv").mail.transport).toBe("resend");
    expect(parseConfig({ ...both, MAIL_TRANSPORT: "SMTP" }, "/srv").mail.transport).toBe("smtp");
    expect(parseConfig({ ...both, MAIL_TRANSPORT: "outbox" }, "/srv").mail).toEqual({ transport: "outbox" });
  });

  test.each<[Record<string, string>, string[]]>([
    [{ MAIL_SERVER: "mail", RESEND_API_KEY: "re_abc", MAIL_FROM: "a@b.example" }, ["MAIL_SERVER and RESEND_API_KEY"]],
    [{ MAIL_TRANSPORT: "smtp" }, ["MAIL_SERVER", "MAIL_FROM"]],
    [{ MAIL_TRANSPORT: "resend" }, ["RESEND_API_KEY", "MAIL_FROM"]],
    [{ MAIL_TRANSPORT: "pigeon" }, ["MAIL_TRANSPORT"]],
    [{ MAIL_SERVER: "smtp://mail:25", MAIL_FROM: "a@b.example" }, ["MAIL_SERVER"]],
    [{ MAIL_SERVER: "mail", MAIL_FROM: "nobody" }, ["MAIL_FROM"]],
    [{ MAIL_SERVER: "mail", MAIL_FROM: "a@b.example\r\nBcc: c@d.example" }, ["MAIL_FROM"]],
    [{ MAIL_SERVER: "mail", MAIL_FROM: "Ada\u0007 <a@b.example>" }, ["MAIL_FROM"]],
    [{ MAIL_SERVER: "mail", MAIL_FROM: "a@b.example", MAIL_USERNAME: "ada" }, ["MAIL_USERNAME and MAIL_PASSWORD"]],
    [{ MAIL_SERVER: "mail", MAIL_FROM: "a@b.example", MAIL_PASSWORD: "hunter2" }, ["MAIL_USERNAME and MAIL_PASSWORD"]],
    [
      { MAIL_SERVER: "mail", MAIL_FROM: "a@b.example", MAIL_PORT: "0", MAIL_USE_TLS: "maybe" },
      ["MAIL_PORT", "MAIL_USE_TLS"],
    ],
    [{ MAIL_SERVER: "mail", MAIL_FROM: "a@b.example", MAIL_PORT: "465", MAIL_USE_TLS: "false" }, ["MAIL_USE_TLS"]],
    [{ MAIL_SERVER: "mail", MAIL_FROM: "a@b.example", MAIL_EHLO_NAME: "https://a.example" }, ["MAIL_EHLO_NAME"]],
    [{ RESEND_API_KEY: "re abc", MAIL_FROM: "a@b.example" }, ["RESEND_API_KEY"]],
    [{ SUPPORT_CONTACT: "one\ntwo" }, ["SUPPORT_CONTACT"]],
    [{ SECURITY_CONTACT: "http://example.com/report" }, ["SECURITY_CONTACT"]],
    [{ SECURITY_CONTACT: "a@example.org\nExpires: never" }, ["SECURITY_CONTACT"]],
    [{ SECURITY_CONTACT: "ask Ada" }, ["SECURITY_CONTACT"]],
  ])("mail settings %j are refused", (settings, names) => {
    const problems = problemsOf(settings);
    expect(problems.map((problem, index) => problem.startsWith(names[index] ?? "?"))).toEqual(names.map(() => true));
    expect(problems.join()).not.toContain("hunter2");
  });

  test("a support contact is one line of text", () => {
    expect(parseConfig({ SUPPORT_CONTACT: " Ask Ada, room 12 " }, "/srv").supportContact).toBe("Ask Ada, room 12");
  });
});

test.each([
  [
    { METRICS_TOKEN: "short" },
    "METRICS_TOKEN is too short: expected at least 32 random characters (openssl rand -hex 32)",
  ],
  [{ METRICS_TOKEN: "f3c1a97e04b85d62 e90b7c41d8a2650f" }, "METRICS_TOKEN contains a space: a scraper can't send it"],
  [{ METRICS_PORT: "0" }, 'METRICS_PORT is "0": expected a whole number from 1 to 65535'],
  [{ PORT: "4000", METRICS_PORT: "4000" }, "METRICS_PORT is 4000, which is PORT too: expected another port"],
])("metrics with %j don't start", (environment, problem) => {
  expect(() => parseConfig(environment, "/srv/latchkey")).toThrow(problem);
});
