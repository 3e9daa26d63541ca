/** How a connection is encrypted; null where the URL doesn't say. */
export type PostgresqlTls = {
  /** `prefer` encrypts when the server can; `encrypt` doesn't check whose certificate it is. */
  mode: "off" | "prefer" | "encrypt" | "verify-ca" | "verify-full";
  rootFile: string | null;
  certificateFile: string | null;
  keyFile: string | null;
  passphrase: string | null;
  versionMin: "TLSv1.2" | "TLSv1.3" | null;
  /** Begins with TLS instead of asking for it (PostgreSQL 17). */
  direct: boolean;
};

/** What a PostgreSQL URL asks for. */
export type PostgresqlTarget = {
  /** The URL with only what names the server, the database and the user. */
  url: string;
  schema: string;
  tls: PostgresqlTls | null;
  applicationName: string | null;
  /** How long to wait for a connection. */
  connectSeconds: number | null;
  connectionsMax: number | null;
  idleSeconds: number | null;
  lifetimeSeconds: number | null;
  keepAlive: boolean;
  keepAliveSeconds: number | null;
  channelBinding: "prefer" | "require";
  /** Whether a statement may be prepared under a name, when the connection turns out to be direct. */
  namesStatements: boolean;
  /** Run-time parameters, set in each transaction: a pooler refuses them at the start of a connection. */
  settings: [name: string, value: string][];
  /** Sent at the start of a connection, for services that route by it. */
  startOptions: string | null;
};

type Draft = PostgresqlTarget & {
  server: URL;
  sslMode: string | null;
  sslAccept: string | null;
  certificates: Pick<PostgresqlTls, "rootFile" | "certificateFile" | "keyFile" | "passphrase">;
  versionMin: PostgresqlTls["versionMin"];
  direct: boolean;
};

/** The rest of a sentence that begins with the parameter; undefined when the value is understood. */
type Problem = string | undefined;
type Reader = (value: string, draft: Draft) => Problem;

export type ParsedPostgresqlUrl = { target: PostgresqlTarget } | { problem: string };

const ENCODING = "In the user and the password, write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25";

/** Reads a URL with the parameters of libpq, Prisma and pg. Refuses, in words, what can't be honoured. */
export function parsePostgresqlUrl(text: string): ParsedPostgresqlUrl {
  if (!/^postgres(ql)?:\/\/./.test(text) || !URL.canParse(text))
    return { problem: `is not understood: expected postgresql://USER:PASSWORD@HOST/NAME, with one host. ${ENCODING}` };
  const given = new URL(text);
  // A password with one of these characters would be read as another host, port and database.
  const rest = [given.pathname, ...given.searchParams.keys()];
  if (given.hash !== "" || rest.some((part) => part.includes("@")))
    return { problem: `is not understood: ${ENCODING}` };
  const draft = newDraft(given);
  const seen = new Set<string>();
  for (const [name, value] of given.searchParams) {
    const read = readers[name];
    // A value may be a password, so it isn't repeated.
    if (read === undefined)
      return { problem: `has the parameter ${JSON.stringify(name)}, which isn't known: remove it` };
    const problem = seen.has(name) ? "is there twice: remove one" : read(value.trim(), draft);
    if (problem !== undefined) return { problem: `has ${name}, which ${problem}` };
    seen.add(name);
  }
  return finish(draft);
}

function newDraft(given: URL): Draft {
  const server = new URL(given.href);
  server.search = "";
  return {
    server,
    url: "",
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
    sslMode: null,
    sslAccept: null,
    certificates: { rootFile: null, certificateFile: null, keyFile: null, passphrase: null },
    versionMin: null,
    direct: false,
  };
}

function finish({
  server,
  sslMode,
  sslAccept,
  certificates,
  versionMin,
  direct,
  ...target
}: Draft): ParsedPostgresqlUrl {
  const { rootFile, certificateFile, keyFile } = certificates;
  if ((certificateFile === null) !== (keyFile === null))
    return {
      problem:
        "has sslcert or sslkey alone: expected both, for this server's certificate; sslrootcert has the authority",
    };
  const isAsked = sslMode !== null || sslAccept !== null || versionMin !== null || direct;
  const mode = modeOf({ sslMode, sslAccept, rootFile, isAsked: isAsked || rootFile !== null || keyFile !== null });
  if (mode === "verify-ca" && (rootFile === null || rootFile === "system"))
    return { problem: "has sslmode=verify-ca without sslrootcert: expected the file of the certificate authority" };
  if (rootFile === "system" && mode !== "verify-full")
    return { problem: "has sslrootcert=system with a weaker sslmode: expected sslmode=verify-full" };
  if (direct && (mode === "off" || mode === "prefer"))
    return { problem: "has sslnegotiation=direct without TLS: expected sslmode=require or stronger" };
  target.url = server.href;
  target.tls = mode === null ? null : { mode, ...certificates, versionMin, direct };
  return { target };
}

type TlsWish = { sslMode: string | null; sslAccept: string | null; rootFile: string | null; isAsked: boolean };

function modeOf({ sslMode, sslAccept, rootFile, isAsked }: TlsWish): PostgresqlTls["mode"] | null {
  if (!isAsked) return null;
  switch (sslMode) {
    case "disable":
      return "off";
    case "allow":
    case "prefer":
      return sslAccept === "strict" ? "verify-full" : "prefer";
    case "require":
      if (sslAccept === "strict") return "verify-full";
      // As libpq does: an authority is there to be checked.
      return rootFile === null ? "encrypt" : rootFile === "system" ? "verify-full" : "verify-ca";
    case "no-verify":
      return "encrypt";
    case "verify-ca":
      return "verify-ca";
    case "verify-full":
      return "verify-full";
    default:
      return sslAccept === "accept_invalid_certs" ? "encrypt" : "verify-full";
  }
}

/** Accepts these values, which need nothing. */
function only(...values: string[]): Reader {
  return (value) => (values.includes(value.toLowerCase()) ? undefined : `isn't supported: expected ${orList(values)}`);
}

function refused(why: string): Reader {
  return () => `isn't supported: ${why}`;
}

function whole(min: number, max: number, store: (draft: Draft, value: number) => void): Reader {
  return (value, draft) => {
    const number = /^\d{1,7}$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) return `isn't understood: expected a whole number from ${min} to ${max}`;
    store(draft, number);
  };
}

function text(store: (draft: Draft, value: string) => void): Reader {
  return (value, draft) => {
    if (value === "" || /\p{Cc}/u.test(value)) return "isn't understood: expected a value on one line";
    store(draft, value);
  };
}

function choice(values: string[], store: (draft: Draft, value: string) => void): Reader {
  return (value, draft) => {
    if (!values.includes(value)) return `isn't understood: expected ${orList(values)}`;
    store(draft, value);
  };
}

function orList(values: string[]): string {
  return values.length === 1 ? String(values[0]) : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

const readSslMode = choice(
  ["disable", "allow", "prefer", "require", "verify-ca", "verify-full", "no-verify"],
  (draft, value) => (draft.sslMode = value),
);
const readSchema: Reader = (value, draft) => {
  if (value === "" || new TextEncoder().encode(value).length > 63 || /[\p{Cc}"]/u.test(value))
    return "isn't understood: expected one schema's name";
  draft.schema = value;
};
const milliseconds: Reader = (value) =>
  /^\d{1,9}$/.test(value) ? undefined : "isn't understood: expected a whole number of milliseconds";

function setting(name: string): Reader {
  return (value, draft) => {
    const problem = milliseconds(value, draft);
    if (problem === undefined) draft.settings.push([name, value]);
    return problem;
  };
}

const seconds = 24 * 60 * 60;
const fixed = "Latchkey has its own limit: remove it";
const oneHost = "the host goes into the URL, once";

/** By the names of libpq, Prisma and pg. */
const readers: Record<string, Reader | undefined> = {
  // Where to connect. pg reads these itself.
  host: text(({ server }, value) => server.searchParams.set("host", value)),
  port: whole(1, 65_535, ({ server }, value) => server.searchParams.set("port", String(value))),
  user: text(({ server }, value) => (server.username = encodeURIComponent(value))),
  password: text(({ server }, value) => (server.password = encodeURIComponent(value))),
  dbname: text(({ server }, value) => (server.pathname = `/${encodeURIComponent(value)}`)),
  hostaddr: refused(oneHost),
  target_session_attrs: only("any", "read-write", "primary"),
  load_balance_hosts: only("disable"),

  schema: readSchema,
  currentSchema: readSchema,
  options: readOptions,
  application_name: text((draft, value) => (draft.applicationName = value)),
  fallback_application_name: text((draft, value) => (draft.applicationName ??= value)),
  client_encoding: only("utf8", "utf-8", "unicode", "auto"),
  statement_timeout: setting("statement_timeout"),
  lock_timeout: setting("lock_timeout"),
  idle_in_transaction_session_timeout: setting("idle_in_transaction_session_timeout"),

  connect_timeout: whole(1, 60, (draft, value) => (draft.connectSeconds ??= value)),
  pool_timeout: whole(1, 60, (draft, value) => (draft.connectSeconds = value)),
  connection_limit: whole(1, 1000, (draft, value) => (draft.connectionsMax = value)),
  max_idle_connection_lifetime: whole(1, seconds, (draft, value) => (draft.idleSeconds = value)),
  max_connection_lifetime: whole(1, seconds, (draft, value) => (draft.lifetimeSeconds = value)),
  keepalives: choice(["0", "1"], (draft, value) => (draft.keepAlive = value === "1")),
  keepalives_idle: whole(0, seconds, (draft, value) => (draft.keepAliveSeconds = value)),
  socket_timeout: refused(fixed),
  query_timeout: refused(fixed),

  pgbouncer: choice(["true", "false"], (draft, value) => (draft.namesStatements &&= value === "false")),
  statement_cache_size: whole(0, 1_000_000, (draft, value) => (draft.namesStatements &&= value > 0)),
  prepareThreshold: choice(["0"], (draft) => (draft.namesStatements = false)),
  prepared_statements: choice(["false"], (draft) => (draft.namesStatements = false)),

  sslmode: readSslMode,
  ssl: (value, draft) => {
    if (/^(true|1)$/.test(value)) draft.sslMode ??= "verify-full";
    else if (/^(false|0)$/.test(value)) draft.sslMode ??= "disable";
    else if (value === "no-verify") draft.sslMode ??= value;
    else return "isn't understood: expected true, false or no-verify";
  },
  sslaccept: choice(["strict", "accept_invalid_certs"], (draft, value) => (draft.sslAccept = value)),
  sslrootcert: text(({ certificates }, value) => (certificates.rootFile = value)),
  sslcert: text(({ certificates }, value) => (certificates.certificateFile = value)),
  sslkey: text(({ certificates }, value) => (certificates.keyFile = value)),
  sslpassword: text(({ certificates }, value) => (certificates.passphrase = value)),
  sslidentity: refused("expected the certificate and its key as PEM files in sslcert and sslkey"),
  sslnegotiation: choice(["postgres", "direct"], (draft, value) => (draft.direct = value === "direct")),
  ssl_min_protocol_version: choice(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"], (draft, value) => {
    draft.versionMin = value === "TLSv1.3" ? "TLSv1.3" : "TLSv1.2";
  }),
  sslsni: only("1"),
  sslcompression: only("0"),
  uselibpqcompat: only("true"),
  channel_binding: choice(["disable", "prefer", "require"], (draft, value) => {
    if (value === "require") draft.channelBinding = "require";
  }),
  gssencmode: only("disable", "prefer"),
};

/** `-c name=value` or `--name=value`, as the `postgres` command has them; a blank in a value is `\ `. */
function readOptions(value: string, draft: Draft): Problem {
  // Services route a connection by it; it isn't a setting of PostgreSQL.
  if (/^(endpoint|project|reference)=[\w.-]+$/.test(value)) {
    draft.startOptions = value;
    return undefined;
  }
  const words = value.match(/(?:[^\s\\]|\\.)+/gs) ?? [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const assignment = word === "-c" ? (words[(index += 1)] ?? "") : word.replace(/^(?:-c|--)/, "");
    const [, name = "", raw = ""] = /^([a-zA-Z_][\w.-]*)=(.*)$/s.exec(assignment) ?? [];
    if (name === "" || !/^-(?:c|-)/.test(word)) return 'isn\'t understood: expected "-c NAME=VALUE"';
    const problem = readSetting(name.toLowerCase().replaceAll("-", "_"), raw.replace(/\\(.)/gs, "$1"), draft);
    if (problem !== undefined) return problem;
  }
}

const ownSettings = /^(default_)?transaction_|^session_characteristics|^role$|^session_authorization$/;

function readSetting(name: string, value: string, draft: Draft): Problem {
  if (name === "search_path") {
    const schema = value.replace(/^"(.*)"$/, "$1");
    return schema.includes(",") ? "sets a search_path of several schemas: expected one" : readSchema(schema, draft);
  }
  if (ownSettings.test(name)) return `sets ${name}, which Latchkey sets itself: remove it`;
  draft.settings.push([name, value]);
}
