import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { aliasesOf, type Operation } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";
import { apiRoutes } from "./api-routes";

// Which layer may import which. A package or Node module that no layer owns may be imported anywhere.

type Layer = keyof typeof layers;

const layers = {
  errors: { files: ["lib/errors.ts", "lib/start-failures.ts"], may: [] },
  folders: { files: ["lib/make-folder.ts"], may: [] },
  "action-state": { files: ["lib/action-state.ts"], may: ["errors"] },
  routes: { files: ["lib/routes.ts", "lib/api-routes.ts"], may: [] },
  config: {
    files: ["lib/config.ts", "lib/effective-settings.ts", "lib/parse-settings-file.ts"],
    may: ["errors", "domain"],
  },
  domain: { files: ["lib/domain/"], may: [] },
  schemas: { files: ["lib/schemas/"], may: ["domain"] },
  data: { files: ["lib/data/"], may: ["errors", "folders", "domain", "schemas"] },
  services: { files: ["lib/services/"], may: ["errors", "domain", "schemas", "data", "routes"] },
  platform: { files: ["lib/platform/"], may: ["errors", "folders", "domain", "config", "emails"] },
  runtime: {
    files: [
      "lib/runtime.ts",
      "lib/get-runtime.ts",
      "lib/create-runtime.ts",
      "lib/create-audit-checker.ts",
      "lib/audit-check-thread.ts",
      "lib/create-backup-shelf.ts",
      "lib/make-own-backup.ts",
      "lib/backup-thread.ts",
      "lib/inspect-system.ts",
      "lib/create-backup-context.ts",
      "lib/create-move-context.ts",
    ],
    may: ["errors", "folders", "domain", "config", "data", "platform", "services"],
  },
  auth: { files: ["lib/auth/"], may: ["errors", "config", "runtime", "services", "schemas", "routes"] },
  web: {
    files: ["lib/web/"],
    may: ["errors", "action-state", "routes", "domain", "schemas", "services", "runtime", "auth"],
  },
  components: { files: ["components/"], may: ["errors", "action-state", "routes", "domain", "schemas"] },
  emails: { files: ["emails/"], may: ["domain"] },
  app: {
    files: ["app/"],
    may: ["components", "action-state", "routes", "schemas", "domain", "services", "auth", "web"],
  },
  e2e: { files: ["e2e/"], may: ["routes", "schemas", "domain", "services", "runtime", "testing", "scripts"] },
  testing: { files: ["lib/testing/"], may: [] },
  scripts: { files: ["scripts/lib/"], may: [] },
  entry: {
    files: ["server.ts", "proxy.ts", "instrumentation.ts", "next.config.ts"],
    may: ["errors", "config", "routes", "runtime", "web"],
  },
} as const satisfies Record<string, { files: string[]; may: string[] }>;

/** Packages that only these layers may import. */
const owners: [RegExp, Layer[]][] = [
  [/^@prisma\/|^better-sqlite3$|^pg$/, ["data"]],
  [/^zod$/, ["schemas", "web"]],
  [/^zod-openapi$/, ["web"]],
  [/^next-auth|^@auth\//, ["auth"]],
  [
    /^(nodemailer(\/.*)?|resend|bcryptjs|bcrypt|@node-rs\/.+|piscina|jose|pino|prom-client|lru-cache|otplib|uuid|age-encryption|tar-stream|@redis\/.+)$/,
    ["platform"],
  ],
  // The generator page draws a password's QR code in the browser.
  [/^qrcode$/, ["platform", "components"]],
  [/^@?react-email(\/|$)/, ["emails"]],
  [/^next(\/|$)/, ["web", "auth", "app", "components", "entry"]],
  [/^react(-dom)?(\/|$)/, ["components", "app", "emails", "web"]],
  [/^node:/, ["folders", "config", "data", "platform", "runtime", "web", "auth", "entry", "e2e"]],
];

const root = resolve(import.meta.dirname, "..");
const sources = ["lib", "app", "components", "emails", "e2e"].flatMap(listSources).concat(layers.entry.files);

function listSources(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .filter(
        (file) =>
          !file.startsWith("lib/testing/") && !file.startsWith("lib/data/generated/") && !file.includes("/testing/"),
      );
  } catch {
    return [];
  }
}

function layerOf(file: string): Layer | undefined {
  return (Object.keys(layers) as Layer[]).find((name) =>
    layers[name].files.some(
      (prefix) =>
        file === prefix || file === prefix.replace(/\.ts$/, "") || (prefix.endsWith("/") && file.startsWith(prefix)),
    ),
  );
}

function importsOf(file: string): { from: string; typeOnly: boolean }[] {
  const text = textOf(file);
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm,
  );
  return [...statements].map(([, typeOnly, named, dynamic]) => ({
    from: named ?? dynamic ?? "",
    typeOnly: typeOnly !== undefined,
  }));
}

/** The path of a local import from the root, without its extension; null for a package. */
function targetOf(file: string, from: string): string | null {
  if (from.startsWith("@/")) return from.slice(2);
  return from.startsWith(".")
    ? relative(root, resolve(root, dirname(file), from))
        .split(sep)
        .join("/")
    : null;
}

function violationsIn(file: string): string[] {
  const layer = layerOf(file);
  if (layer === undefined) return [`${file} belongs to no layer`];
  return importsOf(file).flatMap(({ from, typeOnly }) => {
    const target = targetOf(file, from);
    if (target === null) {
      const owner = owners.find(([name]) => name.test(from));
      return owner === undefined || owner[1].includes(layer) || typeOnly
        ? []
        : [`${file} imports ${from}, which is ${owner[1].join(" and ")}'s`];
    }
    if (target.startsWith("lib/data/generated/")) return layer === "data" ? [] : [`${file} imports ${target}`];
    if (/\.(css|svg|woff2?)$/.test(target)) return [];
    const targetLayer = layerOf(target);
    if (targetLayer === undefined) return [`${file} imports ${target}, which belongs to no layer`];
    const allowed: readonly string[] = layers[layer].may;
    if (targetLayer === layer || allowed.includes(targetLayer)) return [];
    return [`${file} (${layer}) imports ${target} (${targetLayer})`];
  });
}

/** Each cycle among these files as one line, found by depth-first search. */
function importCycles(files: readonly string[]): string[] {
  const known = new Set(files);
  const path: string[] = [];
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    path.push(file);
    for (const { from } of importsOf(file)) {
      const target = `${targetOf(file, from) ?? ""}.ts`;
      if (known.has(target)) visit(target);
    }
    path.pop();
    done.add(file);
  };
  files.forEach(visit);
  return cycles;
}

/** The files that these files import, without type imports. */
function importedBy(importers: string[]): Set<string> {
  return new Set(
    importers.flatMap((file) =>
      importsOf(file)
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ from }) => `${targetOf(file, from) ?? ""}.ts`),
    ),
  );
}

function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

// Several nouns share its functions, and it has no use case of its own.
const sharedNouns = /^lib\/services\/account-state\//;

describe("the architecture", () => {
  test("each layer imports only what the table allows", () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(violationsIn)).toEqual([]);
  });

  test("no file in lib is part of an import cycle, type imports included", () => {
    expect(importCycles(sources.filter((file) => file.startsWith("lib/")))).toEqual([]);
  });

  test("the layer table and the import parser recognise known files", () => {
    expect(layerOf("lib/domain/random")).toBe("domain");
    expect(layerOf("lib/errors")).toBe("errors");
    expect(importsOf("server.ts").map(({ from }) => from)).toContain("@/lib/get-runtime");
  });

  test("lib/domain uses no clock, and no randomness except Web Crypto", () => {
    const offenders = sources.filter(
      (file) => file.startsWith("lib/domain/") && /Date\.now|new Date\(\)|Math\.random|process\./.test(textOf(file)),
    );
    expect(offenders).toEqual([]);
  });

  test("Math.random is used nowhere", () => {
    expect(sources.filter((file) => /Math\.random/.test(textOf(file)))).toEqual([]);
  });

  test("only config.ts reads the environment", () => {
    const readers = sources.filter((file) =>
      /process\.env\.(?!NODE_ENV|NEXT_RUNTIME)|process\.env[^.]/.test(textOf(file)),
    );
    // next.config.ts is read at build time, before there are settings; server.ts and instrumentation.ts pass something to Next
    // in that way.
    expect(readers).toEqual(["lib/config.ts", "server.ts", "instrumentation.ts", "next.config.ts"]);
  });

  test('"use client" appears only in components', () => {
    const clients = sources.filter((file) => /^["']use client["']/m.test(textOf(file)));
    // Next requires it for error pages.
    expect(clients.filter((file) => !file.startsWith("components/"))).toEqual([
      "app/error.tsx",
      "app/global-error.tsx",
    ]);
  });

  test("every file in lib/services/<noun>/ is a use case that authorises, and services don't call each other", () => {
    const useCases = sources.filter((file) => /^lib\/services\/[^/]+\/[^/]+$/.test(file) && !sharedNouns.test(file));
    const fromOutside = importedBy(sources.filter((file) => !file.startsWith("lib/services/")));
    const fromServices = importedBy(sources.filter((file) => file.startsWith("lib/services/")));
    expect(useCases.length).toBeGreaterThan(80);
    expect(useCases.filter((file) => !fromOutside.has(file))).toEqual([]);
    expect(useCases.filter((file) => !/\bauthorize(User)?\(context, "/.test(textOf(file)))).toEqual([]);
    expect(useCases.filter((file) => fromServices.has(file))).toEqual([]);
  });

  test("lib/services/<noun>/shared/ is imported by services only, and each file there is used", () => {
    const shared = sources.filter((file) => /^lib\/services\/[^/]+\/shared\//.test(file) || sharedNouns.test(file));
    const fromOutside = importedBy(sources.filter((file) => !file.startsWith("lib/services/")));
    const fromServices = importedBy(sources.filter((file) => file.startsWith("lib/services/")));
    expect(shared.length).toBeGreaterThan(20);
    expect(shared.filter((file) => fromOutside.has(file))).toEqual([]);
    expect(shared.filter((file) => !fromServices.has(file))).toEqual([]);
  });

  test("only lib/data queries the database's models, and it writes only through the transaction of write()", () => {
    const statement =
      /\b(?:db|tx|reader|database|prisma)\.\w+\.(?:find\w*|count|aggregate|groupBy|create\w*|update\w*|upsert|delete\w*)\(|\$executeRaw|\$queryRaw|\binsertRows\(/;
    const speakers = sources.filter((file) => statement.test(textOf(file)));
    expect(speakers.filter((file) => !file.startsWith("lib/data/"))).toEqual([]);
    const writing = /\b(?!tx\b)\w+\.\w+\.(?:create|createMany|update|updateMany|upsert|delete|deleteMany)\(\{/;
    expect(speakers.filter((file) => writing.test(textOf(file)))).toEqual([]);
  });

  test("only lib/services/account-state changes an account's status, role, password, address or profile", () => {
    const writers = "lib/data/account-state";
    const importers = sources.filter((file) =>
      importsOf(file).some(({ from, typeOnly }) => !typeOnly && targetOf(file, from) === writers),
    );
    expect(importers.length).toBeGreaterThan(3);
    expect(importers.filter((file) => !file.startsWith("lib/services/account-state/"))).toEqual([]);

    const columns = /\b(?:status|role|passwordHash|email|normalizedEmail|fullName|username)\b/;
    const others = sources.filter((file) => {
      const text = textOf(file);
      const writes = text.matchAll(/\btx\.user\.(?:create|update|upsert)\w*\([^;]*?\bdata:([^;]*);/g);
      return (
        /UPDATE\s+"?users\b/i.test(text) ||
        (/\binsertRows\(/.test(text) && text.includes('name: "users"')) ||
        [...writes].some(([, data]) => columns.test(data ?? ""))
      );
    });
    expect(others).toEqual([`${writers}.ts`]);
  });

  test("one file has the last administrator rule, and every change of status or role checks it", () => {
    const rule = "lib/domain/users/last-administrator";
    const askers = sources.filter((file) => importsOf(file).some(({ from }) => targetOf(file, from) === rule));
    expect(askers.toSorted()).toEqual([
      "lib/domain/users/plan-bulk.ts",
      "lib/domain/users/plan-undo.ts",
      "lib/services/account-state/require-administrator-left.ts",
    ]);
    const changers = sources.filter((file) => /\bawait set(?:Status|Role)\(/.test(textOf(file)));
    expect(changers.toSorted()).toEqual([
      "lib/services/account-state/change-role.ts",
      "lib/services/account-state/change-status.ts",
    ]);
    for (const file of changers) expect(textOf(file), file).toContain("await requireAdministratorLeft(");
  });

  test("the audit log is append-only, except for blanking", () => {
    const changing = /\baudit(?:Event|Seal|Chain|Archive)\.(?:update|upsert|delete)\w*\(/;
    expect(sources.filter((file) => changing.test(textOf(file)))).toEqual([
      "lib/data/audit-archives.ts",
      "lib/data/audit-chain.ts",
      "lib/data/audit-seals.ts",
    ]);
  });

  test("operations and route files match", () => {
    const rows: readonly Operation[] = Object.values(operations);
    const byPath = new Set(rows.map((row) => `app${row.path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`));
    const files = sources.filter(
      (file) =>
        /^app\/.*route\.ts$/.test(file) &&
        !file.includes("[...") &&
        (file.startsWith("app/api/") || textOf(file).includes("route(apiRoutes.")),
    );
    expect(files.toSorted()).toEqual([...byPath].toSorted());
    for (const [id, row] of Object.entries(operations)) expect(row.id).toBe(id);
    for (const row of rows)
      for (const alias of aliasesOf(row)) expect(rows.some((other) => other.path === alias)).toBe(false);
  });

  // A build minifies class names, and Auth.js sets `name` to the class name.
  test("no module of lib/data keeps state: two bundles of it run in one process, and each would have its own", () => {
    const stateful = /^let |^const .* = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\)/m;
    expect(sources.filter((file) => file.startsWith("lib/data/") && stateful.test(textOf(file)))).toEqual([]);
    expect(stateful.test("const readers = new WeakMap<ReadDatabase, PreparedReader>();")).toBe(true);
  });

  test("errors are not recognised by the name of their class", () => {
    const byClassName = /\.constructor\.name|\b(?:error|cause|failure|thrown|reason)\.name\s*[!=]==?/;
    expect(sources.filter((file) => byClassName.test(textOf(file)))).toEqual([]);
  });

  test("the API's URLs are written only in api-routes.ts", () => {
    const known = Object.values(apiRoutes).map((path) => path());
    const offenders = sources.filter(
      (file) =>
        file !== "lib/api-routes.ts" &&
        file !== "proxy.ts" &&
        known.some((path) => path.length > 5 && textOf(file).includes(`"${path}`)),
    );
    expect(offenders).toEqual([]);
  });
});
