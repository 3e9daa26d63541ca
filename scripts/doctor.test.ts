import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createServer } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAuthority } from "@/lib/testing/certificates";
import { copyDatabase, databaseProviders } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { blankSettings } from "./lib/test-environment.mjs";

const root = resolve(import.meta.dirname, "..");

let dataDirectory: string;
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-doctor-"));
});
afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }));

async function doctor(
  settings: Record<string, string> = {},
  options: string[] = [],
): Promise<{ exitCode: number | null; output: string; errors: string }> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    ...blankSettings(root),
    DATA_DIR: dataDirectory,
    SITE_RULES: "off",
    ...settings,
  };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/doctor.ts", ...options], {
    cwd: root,
    env: { NODE_ENV: "test", ...env },
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  await once(child, "close");
  return { exitCode: child.exitCode, output, errors };
}

async function codesFound(
  settings: Record<string, string> = {},
): Promise<{ exitCode: number | null; codes: string[] }> {
  const { exitCode, output } = await doctor(settings, ["--json"]);
  return { exitCode, codes: JSON.parse(output).findings.map(({ code }: { code: string }) => code) };
}

// Findings about the test machine, which the tests ignore.
const ofMachine = ["node_without_fixes", "bcrypt_in_javascript", "disk_nearly_full"];
const withoutMachine = (codes: string[]): string[] => codes.filter((code) => !ofMachine.includes(code));

describe("npm run doctor", () => {
  test("reports a missing database before the first start, and creates nothing", async () => {
    const { exitCode, output, errors } = await doctor();
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    expect(output).toContain(`Checked file:${dataDirectory}/latchkey.db`);
    expect(output).toContain("Note (database_missing): There is no database");
    expect(output).toContain("Not checked:");
    expect(readdirSync(dataDirectory)).toEqual([]);
  });

  test("works beside a running server without disturbing it, and after the server stopped", async () => {
    const { runtime, dispose } = await createTestRuntime({ DATA_DIR: dataDirectory });
    const expected = ["no_administrator", "no_mail"];
    const running = await codesFound();
    expect([running.exitCode, withoutMachine(running.codes)]).toEqual([0, expected]);
    await runtime.database.write((tx) =>
      tx.user.create({
        data: {
          id: "foreign",
          email: "ada@example.org.",
          normalizedEmail: "ada@example.org.",
          passwordHash: "!",
          passwordChangedAt: new Date(),
          role: "user",
          status: "active",
          createdAt: new Date(),
          updatedAt: new Date(),
        },
      }),
    );
    expect((await codesFound()).codes).toContain("unusual_addresses");
    await runtime.database.write((tx) => tx.user.deleteMany());
    await runtime.database.write((tx) => tx.setupLink.deleteMany());
    await dispose();

    const stopped = await codesFound();
    expect([stopped.exitCode, withoutMachine(stopped.codes)]).toEqual([0, expected]);
    // The server can be started again.
    const again = await createTestRuntime({ DATA_DIR: dataDirectory });
    await again.dispose();
  }, 60_000);

  test("reports files that other users can read, and doesn't change their mode", async () => {
    await createTestRuntime({ DATA_DIR: dataDirectory }).then(({ dispose }) => dispose());
    chmodSync(join(dataDirectory, "secrets.json"), 0o644);
    for (let look = 0; look < 2; look += 1) expect((await codesFound()).codes).toContain("file_open_to_others");
  });

  test.each(databaseProviders)("exits with 1 when there is a problem (%s)", async (provider) => {
    const copy = await copyDatabase(provider);
    const url = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
    const { exitCode, codes } = await codesFound({ DATABASE_URL: url, SIGNUP: "verify" });
    expect(exitCode).toBe(1);
    expect(codes).toContain("sign_up_without_mail");
    expect(codes).toContain("no_administrator");
    await copy.remove();
  });

  test("reports an unreachable database without its password", async () => {
    const settings = { DATABASE_URL: "postgresql://ada:QzHunter2@127.0.0.1:9/latchkey" };
    const { exitCode, output, errors } = await doctor(settings);
    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: "" });
    expect(output).toContain(
      "Problem (database_unreachable): The database can't be read: PostgreSQL at 127.0.0.1:9 can't be used",
    );
    expect(output).not.toContain("QzHunter2");
  });

  test("reports invalid settings", async () => {
    const { exitCode, output } = await doctor({ PORT: "80a", SIGNUP: "maybe" });
    expect(exitCode).toBe(1);
    expect(output.match(/^Problem \(setting_wrong\): (\w+)/gm)).toEqual([
      "Problem (setting_wrong): PORT",
      "Problem (setting_wrong): SIGNUP",
    ]);
  });

  test("reads the certificate of an https FRONTEND_URL", async () => {
    const authority = createAuthority();
    const file = join(dataDirectory, "authority.pem");
    writeFileSync(file, authority.certificate);
    const { certificate, key } = authority.issue({ validTo: new Date(Date.now() + 5.5 * 24 * 60 * 60 * 1000) });
    const server = createServer({ cert: certificate, key }, (socket) => socket.on("error", () => undefined));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    const settings = { FRONTEND_URL: `https://${host}`, NODE_EXTRA_CA_CERTS: file };
    const { output } = await doctor(settings);
    expect(output).toContain(`Warning (certificate_expires): The certificate of ${host} expires in 5 days, on `);
    expect(output).not.toContain("certificate_untrusted");
    server.close();
    expect((await codesFound(settings)).codes).toContain("certificate_unread");
  }, 60_000);

  test("compares its version with the newest one only when asked", async () => {
    let asked = 0;
    const server = createHttpServer((_, outgoing) => {
      asked += 1;
      outgoing.end('{"tag_name":"v99.0.0"}');
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest`;
    expect((await doctor({}, ["--json", "--check-version", url])).output).toContain("The newest is 99.0.0.");
    expect((await doctor()).output).not.toContain("newest");
    expect(asked).toBe(1);
    server.close();
  }, 60_000);

  test.each([["--fix"], ["--check-version"], ["--check-version=ftp://example.org"], ["extra"]])(
    "refuses %s and prints its usage",
    async (option) => {
      const { exitCode, errors } = await doctor({}, [option]);
      expect(exitCode).toBe(2);
      expect(errors).toContain("Usage:");
      expect(existsSync(join(dataDirectory, "secrets.json"))).toBe(false);
    },
  );
});
