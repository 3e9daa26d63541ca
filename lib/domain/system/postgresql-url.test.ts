import { expect, test } from "vitest";
import { parsePostgresqlUrl, type PostgresqlTarget } from "./postgresql-url";

const base = "postgresql://latchkey:secret@db.example.org/app";

function targetOf(query: string, url = base): PostgresqlTarget {
  const parsed = parsePostgresqlUrl(`${url}?${query}`);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.target;
}

function problemOf(query: string, url = base): string {
  const parsed = parsePostgresqlUrl(query === "" ? url : `${url}?${query}`);
  return "problem" in parsed ? parsed.problem : "none";
}

test("a URL without parameters leaves everything to the defaults", () => {
  expect(targetOf("")).toEqual({
    url: base,
    schema: "public",
    tls: null,
    applicationName: null,
    connectSeconds: null,
    connectionsMax: null,
    idleSeconds: null,
    lifetimeSeconds: null,
    keepAlive: true,
    keepAliveSeconds: null,
    channelBinding: "prefer",
    namesStatements: true,
    settings: [],
    startOptions: null,
  });
});

test.each<[string, Partial<PostgresqlTarget>]>([
  ["schema=tenant_a", { schema: "tenant_a" }],
  ["currentSchema=Tenant%20A", { schema: "Tenant A" }],
  ["options=-c%20search_path%3Dtenant_a", { schema: "tenant_a" }],
  ["options=-csearch_path%3D%22Tenant%22", { schema: "Tenant" }],
  [
    "options=-c%20work_mem%3D7MB%20--lock-timeout%3D1s",
    {
      settings: [
        ["work_mem", "7MB"],
        ["lock_timeout", "1s"],
      ],
    },
  ],
  ["options=-c%20my.note%3Da%5C%20b", { settings: [["my.note", "a b"]] }],
  ["options=endpoint%3Dep-cool-name-123", { startOptions: "endpoint=ep-cool-name-123", settings: [] }],
  ["statement_timeout=3000", { settings: [["statement_timeout", "3000"]] }],
  ["application_name=my%20app", { applicationName: "my app" }],
  ["application_name=a&fallback_application_name=b", { applicationName: "a" }],
  ["fallback_application_name=b", { applicationName: "b" }],
  ["connect_timeout=10", { connectSeconds: 10 }],
  ["pool_timeout=20&connect_timeout=10", { connectSeconds: 20 }],
  ["pgbouncer=true&connection_limit=1", { connectionsMax: 1, namesStatements: false }],
  ["pgbouncer=false&statement_cache_size=100", { namesStatements: true }],
  ["statement_cache_size=0", { settings: [], namesStatements: false }],
  ["prepareThreshold=0", { namesStatements: false }],
  ["prepared_statements=false", { namesStatements: false }],
  ["max_idle_connection_lifetime=30&max_connection_lifetime=600", { idleSeconds: 30, lifetimeSeconds: 600 }],
  ["keepalives=0", { keepAlive: false }],
  ["keepalives_idle=30", { keepAliveSeconds: 30 }],
  ["channel_binding=require", { channelBinding: "require" }],
  ["channel_binding=prefer&gssencmode=disable&target_session_attrs=read-write", { channelBinding: "prefer" }],
  ["host=%2Fvar%2Frun%2Fpostgresql&port=5433", { url: `${base}?host=%2Fvar%2Frun%2Fpostgresql&port=5433` }],
  ["dbname=other&user=ada&password=p%40ss", { url: "postgresql://ada:p%40ss@db.example.org/other" }],
])("%s is honoured", (query, expected) => {
  expect(targetOf(query)).toMatchObject(expected);
});

test.each<[string, object | null]>([
  ["sslmode=disable", { mode: "off" }],
  ["ssl=false", { mode: "off" }],
  ["sslmode=allow", { mode: "prefer" }],
  ["sslmode=prefer", { mode: "prefer" }],
  ["sslmode=prefer&sslaccept=strict", { mode: "verify-full" }],
  ["sslmode=require", { mode: "encrypt", rootFile: null }],
  ["sslmode=no-verify", { mode: "encrypt" }],
  ["ssl=no-verify", { mode: "encrypt" }],
  ["sslmode=require&sslaccept=accept_invalid_certs", { mode: "encrypt" }],
  ["sslmode=require&sslaccept=strict", { mode: "verify-full" }],
  ["sslmode=require&sslrootcert=/ca.pem", { mode: "verify-ca", rootFile: "/ca.pem" }],
  ["sslmode=verify-ca&sslrootcert=/ca.pem", { mode: "verify-ca" }],
  ["sslmode=verify-full", { mode: "verify-full" }],
  ["sslrootcert=/ca.pem", { mode: "verify-full", rootFile: "/ca.pem" }],
  ["sslmode=verify-full&sslrootcert=system", { mode: "verify-full", rootFile: "system" }],
  ["ssl=true", { mode: "verify-full" }],
  ["sslmode=require&ssl=true", { mode: "encrypt" }],
  ["sslmode=require&sslcert=/a.pem&sslkey=/a.key&sslpassword=x", { certificateFile: "/a.pem", passphrase: "x" }],
  ["sslmode=require&ssl_min_protocol_version=TLSv1.3", { versionMin: "TLSv1.3" }],
  ["sslmode=require&sslnegotiation=direct", { direct: true }],
  ["sslmode=require&uselibpqcompat=true", { mode: "encrypt" }],
])("%s means what libpq, Prisma and pg document", (query, tls) => {
  expect(targetOf(query).tls).toMatchObject(tls ?? {});
});

test.each([
  ["sslmode=yes", /sslmode.*expected disable, allow, prefer, require, verify-ca, verify-full or no-verify/],
  ["sslmode=verify-ca", /verify-ca without sslrootcert/],
  ["sslmode=require&sslcert=/a.pem", /sslcert or sslkey alone/],
  ["sslidentity=/a.p12", /sslidentity.*PEM/],
  ["sslnegotiation=direct&sslmode=disable", /direct without TLS/],
  ["sslcrl=/a.crl", /"sslcrl".*isn't known/],
  ["schema=", /schema.*expected one schema/],
  ["schema=a&schema=b", /schema.*twice/],
  ["options=-c%20search_path%3Da,b", /several schemas/],
  ["options=-c%20default_transaction_read_only%3Don", /default_transaction_read_only, which Latchkey sets itself/],
  ["options=-F", /expected "-c NAME=VALUE"/],
  ["options=-c", /expected "-c NAME=VALUE"/],
  ["connect_timeout=soon", /connect_timeout.*1 to 60/],
  ["connect_timeout=0", /connect_timeout.*1 to 60/],
  ["connection_limit=0", /connection_limit.*1 to 1000/],
  ["socket_timeout=5", /socket_timeout.*its own limit/],
  ["client_encoding=LATIN1", /client_encoding.*expected utf8/],
  ["target_session_attrs=standby", /target_session_attrs.*expected any/],
  ["gssencmode=require", /gssencmode/],
  ["prepared_statements=true", /prepared_statements.*expected false/],
  ["hostaddr=203.0.113.9", /hostaddr/],
  ["shcema=a", /"shcema".*isn't known/],
])("%s is refused in words", (query, problem) => {
  expect(problemOf(query)).toMatch(problem);
});

test("several hosts, and URLs of other databases, are refused without repeating the password", () => {
  for (const url of ["postgresql://u:secret@a:1,b:2/app", "mysql://u:secret@a/app", "postgresql://"]) {
    expect(problemOf("", url)).toMatch(/expected postgresql:.*one host/);
    expect(problemOf("", url)).not.toContain("secret");
  }
});

test.each(["secret#x", "5432#x", "5432/x", "secret/x", "secret?x", "5432?x"])(
  "a password %s that isn't encoded is refused, and not read as another host",
  (password) => {
    const problem = problemOf("", `postgresql://latchkey:${password}@db.example.org/app`);
    expect(problem).toMatch(/# as %23/);
    expect(problem).not.toContain("secret");
  },
);

test("an encoded password is taken as it is meant", () => {
  const url = "postgresql://latchkey:a%23b%2Fc%3Fd%40e%25f@db.example.org/app";
  expect(new URL(targetOf("", url).url).password).toBe("a%23b%2Fc%3Fd%40e%25f");
});
