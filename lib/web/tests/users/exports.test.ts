import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRecords } from "@/lib/domain/testing/csv-records";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const HOSTILE_NAMES = [
  '=HYPERLINK("http://evil.example","click")',
  "+1",
  "-1",
  "@x",
  'say "hi", all',
  "＝2",
  "'quoted",
  "a;b",
];

describe.each(databaseProviders)("exports (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let access: string;
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
    ({ access } = await api.person("boss"));
    await operatorCommands["make-admin"](api.runtime, "boss");
    for (const [index, full_name] of HOSTILE_NAMES.entries())
      await api.send("POST", "/api/v1/users", { email: `hostile${index}@example.org`, full_name }, access);
  });
  afterAll(() => api.dispose());
  const download = async (path: string, token = access) => {
    const reply = await fetch(api.origin + path, { headers: { authorization: `Bearer ${token}` } });
    return {
      status: reply.status,
      headers: reply.headers,
      text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await reply.arrayBuffer()),
    };
  };
  const auditedLast = async (action: string) =>
    (await api.get(`/api/v1/audit-log?action=${action}&size=1`, access)).body.items[0];

  test("a CSV has no spreadsheet formulas and parses back to the same values", async () => {
    const { status, headers, text } = await download(
      "/api/v1/users/export?q=hostile&sort=email&columns=email,full_name&bom=true",
    );
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="latchkey-users-${now.toISOString().slice(0, 10)}.csv"`,
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text.startsWith("\ufeffemail,full_name\r\n")).toBe(true);
    for (const line of text.trimEnd().split("\r\n").slice(1)) expect(line).not.toMatch(/,"?[=+\-@＝]/);
    expect(readRecords(text)).toEqual(
      HOSTILE_NAMES.map((full_name, index) => ({ email: `hostile${index}@example.org`, full_name })),
    );
    expect(
      readRecords((await download("/api/v1/users/export?q=hostile&sort=email&delimiter=semicolon")).text, {
        delimiter: ";",
      }),
    ).toHaveLength(HOSTILE_NAMES.length);
  });

  test("an export has the same users in the same order as the list with the same filters, in each format", async () => {
    await enrolledPerson(api, "two-steps", now);
    for (const query of [
      "",
      "q=hostile",
      "two_factor=true",
      "role=admin",
      "sort=name&direction=desc",
      "sort=username",
      "sort=last_sign_in&q=example",
      "status=disabled",
    ]) {
      const { items } = (await api.get(`/api/v1/users?size=100&${query}`, access)).body;
      expect(JSON.parse((await download(`/api/v1/users/export?format=json&${query}`)).text), query).toEqual(items);
      const lines = (await download(`/api/v1/users/export?format=ndjson&${query}`)).text
        .split("\n")
        .filter((line) => line !== "");
      expect(
        lines.map((line) => JSON.parse(line)),
        query,
      ).toEqual(items);
    }
  });

  test("no column is a hash or a secret", async () => {
    const { text } = await download("/api/v1/users/export?format=ndjson");
    expect(
      Object.keys(JSON.parse(text.split("\n")[0] ?? "")).filter((name) => /hash|secret|password(?!$)/.test(name)),
    ).toEqual([]);
    expect(text).not.toMatch(/\$2[aby]\$|\$argon2/);
    for (const columns of ["password_hash", "email,nothing", "email,email", ""]) {
      expect((await api.get(`/api/v1/users/export?columns=${columns}`, access)).body.code, columns).toBe("validation");
    }
    expect((await api.get("/api/v1/users/export?format=xlsx", access)).status).toBe(422);
  });

  test("the audit log records the number of rows, the filter and the format", async () => {
    await download("/api/v1/users/export?q=hostile&format=json");
    expect(await auditedLast("user.export")).toMatchObject({
      outcome: "success",
      actor: { email: "boss@example.org" },
      target: null,
      details: { format: "json", rows: HOSTILE_NAMES.length, complete: true, filter: { q: "hostile" } },
    });
  });

  test("the audit log is exported with its own filters, newest first", async () => {
    const events = (await api.get("/api/v1/audit-log?action=user.create&size=200", access)).body.items;
    expect(JSON.parse((await download("/api/v1/audit-log/export?action=user.create&format=json")).text)).toEqual(
      events,
    );
    const rows = readRecords((await download("/api/v1/audit-log/export?action=user.create")).text);
    expect(rows.map(({ id }) => id)).toEqual(events.map(({ id }: { id: string }) => id));
    expect(rows[0]).toMatchObject({ actor_email: "boss@example.org", action: "user.create" });
    expect(JSON.parse(rows[0]?.["details"] ?? "")).toEqual(events[0].details);
    expect(await auditedLast("audit_log.export")).toMatchObject({
      outcome: "success",
      details: { format: "csv", rows: events.length, filter: { action: "user.create" } },
    });
    expect((await api.get("/api/v1/audit-log/export?action=nothing", access)).status).toBe(422);
  });

  test("an export requires recent authentication", async () => {
    now = new Date(now.getTime() + 11 * 60 * 1000);
    for (const path of ["/api/v1/users/export", "/api/v1/audit-log/export"]) {
      const { status, text } = await download(path);
      expect(status).toBe(403);
      expect(JSON.parse(text).code).toBe("reauthentication_required");
    }
  });
});
