import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeBytes } from "@/lib/domain/tokens/token";
import { decodeFile } from "@/lib/domain/user-import/decode-file";
import { sampleBytes, samples } from "@/lib/domain/user-import/testing/samples";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

// bcrypt of "MyStrongPass123", as a tutorial's server stores it, but at the lowest cost: a refused log-in takes as long as
// the dearest known hash.
const BCRYPT = "$2b$04$8o7EFu.9jAKEMtNlhEaXJuxYGsU/5X37J1XulPvsW6NXgZc0x2Iu.";
const ONE_TIME_SECRET = "LGLEREYEPVVWTLYO";

async function administered(
  provider: "sqlite" | "postgresql",
  options: { now?: () => Date } = {},
): Promise<{ api: ApiClient; access: string; id: string }> {
  const api = await createApiClient(provider, {}, options);
  const { access, id } = await api.person("boss");
  await operatorCommands["make-admin"](api.runtime, "boss");
  return { api, access, id };
}

describe.each(databaseProviders)("imports (%s)", (provider) => {
  let api: ApiClient;
  let access: string;
  let bossId: string;
  let now = new Date();
  beforeAll(async () => {
    ({ api, access, id: bossId } = await administered(provider, { now: () => now }));
  });
  afterAll(() => api.dispose());
  const send = (body: object) => api.send("POST", "/api/v1/users/import", body, access);
  const importCsv = async (text: string, options: object = {}) => (await send({ text, ...options })).body;
  const find = async (q: string) => (await api.get(`/api/v1/users?q=${encodeURIComponent(q)}`, access)).body.items;
  const logIn = (identifier: string, password: string) =>
    api.send("POST", "/api/v1/users/login", { identifier, password });

  test("without the permission the request body isn't read", async () => {
    const person = await api.person("curious");
    for (const token of [person.access, undefined]) {
      const reply = await fetch(`${api.origin}/api/v1/users/import`, {
        method: "POST",
        body: "{",
        headers: {
          "content-type": "application/json",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
      });
      expect(reply.status).toBe(token === undefined ? 401 : 403);
    }
  });

  test("imported users log in with their old password and code", async () => {
    const report = await importCsv(
      `E-Mail,Login,Name,hashed_password,otp_secret,created\nOld@Example.org,oldie,Old Friend,${BCRYPT},,2020-02-03 04:05:06\ncoded@example.org,,,${BCRYPT},lgle reye pvvw tlyo,\n`,
    );
    expect(report).toMatchObject({
      dry_run: false,
      rows: 2,
      created: 2,
      mapping: {
        email: "E-Mail",
        username: "Login",
        full_name: "Name",
        password_hash: "hashed_password",
        totp_secret: "otp_secret",
        created_at: "created",
      },
    });
    expect(report.results.map(({ reason }: { reason: string | null }) => reason)).toEqual([null, null]);
    expect((await find("oldie"))[0]).toMatchObject({
      id: report.results[0].user_id,
      email: "Old@Example.org",
      full_name: "Old Friend",
      role: "user",
      created_at: "2020-02-03T04:05:06.000Z",
    });
    expect((await logIn("oldie", "MyStrongPass124")).status).toBe(401);
    expect((await logIn("oldie", "MyStrongPass123")).status).toBe(200);
    expect((await logIn("coded@example.org", "MyStrongPass123")).body.code).toBe("mfa_required");
    expect(
      (
        await api.form("/token", {
          username: "coded@example.org",
          password: `MyStrongPass123${await codeAt(ONE_TIME_SECRET, now)}`,
        })
      ).status,
    ).toBe(200);
  });

  test("a user imported without a hash has no password, which is reported, and sets one with a reset link", async () => {
    const report = await importCsv("email\nbare@example.org\n");
    expect(report.results[0]).toMatchObject({
      outcome: "created",
      reason: "There is no password. The user needs an invitation.",
    });
    for (const password of ["!", "", STRONG_PASSWORD])
      expect((await logIn("bare@example.org", password)).status).toBeGreaterThanOrEqual(401);
    const passwordSince = async () =>
      (await api.get(`/api/v1/users/${report.results[0].user_id}`, access)).body.password_changed_at;
    expect(await passwordSince()).toBeNull();
    const { link } = (
      await api.send("POST", `/api/v1/users/${report.results[0].user_id}/reset-link`, undefined, access)
    ).body;
    const token = new URL(link).searchParams.get("token");
    expect(
      (await api.send("POST", "/api/v1/users/reset-password", { token, new_password: STRONG_PASSWORD })).status,
    ).toBe(200);
    expect((await logIn("bare@example.org", STRONG_PASSWORD)).status).toBe(200);
    expect(await passwordSince()).not.toBeNull();
  });

  test("an invalid row is reported and doesn't stop the others, and a dry run reports the same", async () => {
    const text = [
      "email,username,password_hash,totp_secret,disabled,created_at,role",
      "good@example.org,good,,,,,",
      "not an address,,,,,,",
      "short@example.org,x,,,,,",
      `plain@example.org,,MyStrongPass123,,,,`,
      `dear@example.org,,$2b$31$ocJuwT.9l6XHsz4qKlLXL.HMB2p20XubctvnOLwYIF2dFDucszux2,,,,`,
      "secret@example.org,,,not base32,,,",
      "word@example.org,,,,perhaps,,",
      "future@example.org,,,,,2999-01-01,",
      "GOOD@example.org,,,,,,",
      "other@example.org,good,,,,,",
      "boss@example.org,,,,,,",
      ",nobody-there,,,,,",
      "king@example.org,,,,,,superadmin",
      "off@example.org,,,,yes,,",
    ].join("\n");
    const told = (report: { results: { outcome: string; reason: string | null }[] }) =>
      report.results.map(({ outcome, reason }) => `${outcome}: ${reason}`);
    const looked = await importCsv(text, { dry_run: true });
    expect(await find("good")).toEqual([]);
    const done = await importCsv(text);
    const noPassword = "There is no password. The user needs an invitation.";
    expect(told(done)).toEqual([
      `created: ${noPassword}`,
      "refused: This isn't an email address.",
      `created: The username “x” isn't imported, because it isn't 3 to 32 of a–z, 0–9, dot, underscore, hyphen. ${noPassword}`,
      "refused: password_hash: Must be a password hash, not a password.",
      `created: The password hash can't be verified here; only bcrypt and argon2id can. ${noPassword}`,
      "refused: totp_secret: Must be base32 of 80 bits or more.",
      "refused: disabled: Must be true or false.",
      "refused: created_at: Must not be in the future.",
      "refused: Row 2 has the same address.",
      "refused: Row 2 has the same username.",
      "skipped: An account already has this address.",
      "refused: There is no email address.",
      `created: The role “superadmin” isn't imported. ${noPassword}`,
      `created: ${noPassword}`,
    ]);
    expect(told(looked)).toEqual(told(done));
    expect(looked).toMatchObject({ dry_run: true, created: 5, skipped: 1, refused: 8 });
    expect((await find("off@example.org"))[0].status).toBe("disabled");
    const again = await importCsv(text);
    expect(again).toMatchObject({ created: 0, skipped: 6, refused: 8 });
    expect(await find("good")).toHaveLength(1);
  });

  test("a row with a delimiter too many is reported by its number and doesn't stop the others", async () => {
    const text = "email,full_name\ncomma@example.org,Comma, Carl\nplain@example.org,Plain\n";
    for (const dry_run of [true, false]) {
      const report = await importCsv(text, { dry_run });
      expect(report).toMatchObject({ created: 1, refused: 1 });
      expect(report.results[0]).toMatchObject({ row: 2, email: "comma@example.org", outcome: "refused" });
      expect(report.results[0].reason).toContain("This row has 3 values for 2 columns.");
    }
    expect(await find("comma@example.org")).toEqual([]);
    expect(await find("plain@example.org")).toHaveLength(1);
  });

  test("existing users are skipped, updated or refused as requested, never their address, password or second factor", async () => {
    await importCsv(
      `email,username,full_name,password_hash\nkept@example.org,kept,Before,${BCRYPT}\nnamed@example.org,named,,\n`,
    );
    const text = `email,username,full_name,disabled,password_hash\nKEPT@example.org,kept2,After,true,${BCRYPT.replace("X37J", "X37K")}\nelse@example.org,named,Nobody,,\nkept@example.org,,,,\n`;
    expect(
      (await importCsv(text, { on_existing: "refuse" })).results.map(({ outcome }: { outcome: string }) => outcome),
    ).toEqual(["refused", "refused", "refused"]);
    const { results } = await importCsv(text, { on_existing: "update" });
    expect(results).toMatchObject([
      { outcome: "updated", reason: "Password and two-factor authentication don't change." },
      { outcome: "refused", reason: "An account with another address already has this username." },
      { outcome: "refused", reason: "Row 2 has the same address." },
    ]);
    expect((await find("kept@example.org"))[0]).toMatchObject({
      email: "kept@example.org",
      username: "kept2",
      full_name: "After",
      status: "disabled",
    });
    expect(
      (await importCsv("email,is_active\nkept@example.org,yes\n", { on_existing: "update" })).results[0].outcome,
    ).toBe("updated");
    expect((await find("kept@example.org"))[0]).toMatchObject({ username: "kept2", status: "active" });
    expect((await logIn("kept@example.org", "MyStrongPass123")).status).toBe(200);
    expect(
      (await importCsv("email,full_name\nkept@example.org,After\n", { on_existing: "update" })).results[0],
    ).toMatchObject({ outcome: "skipped", reason: "The account already has these values." });
    expect(
      (await importCsv("email,disabled\nboss@example.org,true\n", { on_existing: "update" })).results[0],
    ).toMatchObject({ outcome: "skipped", reason: "This is your own account.", user_id: bossId });
  });

  describe("the exports of other systems", () => {
    test.each(samples.map((sample) => [sample.file, sample] as const))("%s", async (file, sample) => {
      const text = decodeFile(sampleBytes(file));
      const looked = await importCsv(text, { dry_run: true });
      expect(looked).toMatchObject({ source: sample.source, not_understood: sample.notUnderstood, refused: 0 });
      const { results, ...report } = await importCsv(text);
      expect(report).toMatchObject({ created: sample.users.length, refused: 0 });
      for (const [index, user] of sample.users.entries()) {
        const [found] = await find(user.email);
        const status = user.disabled === true ? "disabled" : "active";
        expect(found).toMatchObject({ email: user.email, status, role: "user", full_name: user.name ?? null });
        if (user.created !== undefined) expect(found.created_at).toBe(user.created);
        if (user.says !== undefined) expect(results[index].reason).toMatch(user.says);
        if (user.logsIn === true) expect((await logIn(user.email, "MyStrongPass123")).status, user.email).toBe(200);
      }
    });

    test("an app of Keycloak with the usual settings keeps working", async () => {
      const [record] = JSON.parse(decodeFile(sampleBytes("keycloak-realm.json"))).users.slice(1, 2);
      const [withPassword] = JSON.parse(decodeFile(sampleBytes("keycloak-realm.json"))).users;
      const credentials = [withPassword.credentials[0], record.credentials[1]];
      await send({ rows: [{ ...record, username: "kc.app", email: "kc.app@example.org", credentials }] });
      const secret = encodeBytes(new TextEncoder().encode("YAWDEBUGkeycloak2026"), "base32");
      const password = `MyStrongPass123${await codeAt(secret, now)}`;
      expect((await api.form("/token", { username: "kc.app@example.org", password })).status).toBe(200);
    });
  });

  describe("a file is sent", () => {
    const csv = (email: string): string => `E-Mail;Name\r\n${email};Ada\r\n`;
    const post = (query: string, body: BodyInit, headers: Record<string, string> = {}) =>
      fetch(`${api.origin}/api/v1/users/import${query}`, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${access}`, ...headers },
      });
    const formOf = (
      content: string | Buffer<ArrayBufferLike>,
      name: string,
      fields: Record<string, string> = {},
    ): FormData => {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.set(field, value);
      form.set("file", new Blob([new Uint8Array(Buffer.from(content))]), name);
      return form;
    };

    test("as text/csv and as NDJSON, with the options in the query", async () => {
      const type = { "content-type": "text/csv; charset=utf-8" };
      const looked = await post("?dry_run=true", csv("raw@example.org"), type);
      expect(await looked.json()).toMatchObject({ dry_run: true, created: 1, mapping: { email: "E-Mail" } });
      expect(await find("raw@example.org")).toEqual([]);
      const mapping = encodeURIComponent('{"full_name":null}');
      expect(await (await post(`?mapping=${mapping}`, csv("raw@example.org"), type)).json()).toMatchObject({
        created: 1,
      });
      expect((await find("raw@example.org"))[0].full_name).toBeNull();
      const lines = '{"email":"line@example.org"}\n';
      const reply = await post("", lines, { "content-type": "application/x-ndjson" });
      expect(await reply.json()).toMatchObject({ created: 1 });
    });

    test("in a form, with the options in its fields", async () => {
      const looked = await post("", formOf(csv("form@example.org"), "users.csv", { dry_run: "true" }));
      expect(await looked.json()).toMatchObject({ dry_run: true, created: 1 });
      expect(await find("form@example.org")).toEqual([]);
      const excel = Buffer.from(`\ufeff${csv("form@example.org").replaceAll(";", "\t")}`, "utf16le");
      const fields = { mapping: '{"full_name":null}', on_existing: "skip" };
      expect(await (await post("", formOf(excel, "users.txt", fields))).json()).toMatchObject({ created: 1 });
      expect((await find("form@example.org"))[0].full_name).toBeNull();
      const json = formOf(sampleBytes("okta-users.json"), "okta.json", { dry_run: "1" });
      expect(await (await post("", json)).json()).toMatchObject({ source: "okta", rows: 4 });
    });

    test("and an option that is misspelled, given twice or wrong is refused, so that no dry run writes", async () => {
      const type = { "content-type": "text/csv" };
      const text = csv("never@example.org");
      const json = { "content-type": "application/json" };
      for (const [query, body, headers] of [
        ["?dryrun=true", text, type],
        ["?dry_run=maybe", text, type],
        ["?mapping=email", text, type],
        ["?dry_run=true", JSON.stringify({ text, dry_run: false }), json],
        ["?dry_run=true", formOf(text, "users.csv", { dry_run: "false" }), {}],
        ["", formOf(text, "users.csv", { dryrun: "true" }), {}],
        ["", formOf(Buffer.from("näme\n", "latin1"), "users.csv"), {}],
        ["", formOf(text, "users.csv", { another: "x" }), {}],
      ] as const)
        expect((await post(query, body, headers)).status, query).toBe(422);
      expect(await find("never@example.org")).toEqual([]);
      expect(await (await post("?dry_run=true", JSON.stringify({ text }), json)).json()).toMatchObject({
        dry_run: true,
      });
      expect(await find("never@example.org")).toEqual([]);
    });

    test("and a broken form, another media type and a file above 5 MiB are refused", async () => {
      const broken = { "content-type": "multipart/form-data; boundary=x" };
      expect((await post("", "--y\r\n", broken)).status).toBe(400);
      expect((await post("", "a,b", { "content-type": "application/zip" })).status).toBe(415);
      const size = 5 * 1024 * 1024;
      const lines = `email\n${"\n".repeat(100)}`;
      const ofSize = (bytes: number): FormData => formOf(lines.padEnd(bytes, " "), "users.csv", { dry_run: "true" });
      expect((await post("", ofSize(size))).status).toBe(200);
      expect((await post("", ofSize(size + 1))).status).toBe(413);
      expect((await post("", "a".repeat(size + 1), { "content-type": "text/csv" })).status).toBe(413);
    });
  });

  test("roles are imported only with allow_roles, and the audit log records who allowed it", async () => {
    const text = "email,role\nchief@example.org,admin\nmember@example.org,member\n";
    expect((await importCsv(text, { dry_run: true })).results[0].reason).toContain("The role “admin” isn't imported.");
    await importCsv(text);
    expect((await find("chief"))[0].role).toBe("user");
    const unknown = "email,role\nr@example.org,authenticated\n";
    expect((await importCsv(unknown, { allow_roles: true })).results[0]).toMatchObject({ outcome: "refused" });
    expect((await importCsv(unknown)).results[0]).toMatchObject({ outcome: "created" });
    await importCsv(text, { on_existing: "update", allow_roles: true });
    expect((await find("chief"))[0].role).toBe("admin");
    const [event] = (await api.get("/api/v1/audit-log?action=user.import&size=1", access)).body.items;
    expect(event).toMatchObject({
      actor: { id: bossId },
      target: null,
      details: { rows: 2, updated: 1, skipped: 1, allow_roles: true, on_existing: "update" },
    });
    expect(
      (await api.get("/api/v1/audit-log?action=account.import&size=1", access)).body.items[0].details,
    ).toMatchObject({ role: "user", password: false, two_factor: false });
    expect(JSON.stringify((await api.get("/api/v1/audit-log?size=200", access)).body)).not.toContain("$2b$");
  });

  test("a file with plain-text passwords is refused as a whole; hashes under that column name are accepted", async () => {
    const { status, body } = await send({ text: "email,password\nclear@example.org,hunter2hunter2\n" });
    expect(status).toBe(422);
    expect(body.detail).toContain("contains plain-text passwords");
    expect(JSON.stringify(body)).not.toContain("hunter2");
    expect(await find("clear@example.org")).toEqual([]);
    expect(
      (await importCsv(`email,password\nlaravel@example.org,${BCRYPT.replace("$2b$", "$2y$")}\n`)).mapping,
    ).toMatchObject({ password_hash: "password" });
    expect((await logIn("laravel@example.org", "MyStrongPass123")).status).toBe(200);
  });

  test("columns are found by common names, or by the given mapping", async () => {
    const text = "contact;alias;name\nmapped@example.org;mapped-one;Ignored\n";
    expect((await send({ text })).body.detail).toContain("No column contains email addresses");
    expect(await importCsv(text, { mapping: { email: "Contact", username: "alias", full_name: null } })).toMatchObject({
      created: 1,
      mapping: { email: "contact", username: "alias" },
      source: null,
    });
    expect((await find("mapped-one"))[0].full_name).toBeNull();
    expect((await send({ text, mapping: { email: "nowhere" } })).status).toBe(422);
    expect((await send({ text, mapping: { nothing: "contact" } })).status).toBe(422);
  });

  test("JSON and NDJSON are accepted, as text and as rows", async () => {
    expect((await send({ format: "json", text: '[{"email":"j1@example.org","disabled":false}]' })).body.created).toBe(
      1,
    );
    expect(
      (await send({ format: "ndjson", text: '{"email":"j2@example.org"}\n\n{"Email":"j3@example.org"}\n' })).body
        .created,
    ).toBe(2);
    expect((await send({ rows: [{ email: "j4@example.org", username: null }] })).body.created).toBe(1);
  });

  test.each([
    ["csv", 'email,"open\na@example.org,Ada\n', /line 2/],
    ["csv", "a@example.org,b\n", /first row is a user/],
    ["csv", "email,Email\na@example.org,b\n", /“Email” twice/],
    ["json", "[{", /not valid JSON/],
    ["json", "{}", /an array/],
    ["json", '[{"email":{}}]', /No column contains email addresses/],
    ["json", "[5]", /Row 1/],
    ["ndjson", '{"email":"a@example.org"}\n{', /Line 2/],
    ["ndjson", "5", /an array/],
  ])("an invalid %s is 422 and names the place: %j", async (format, text, words) => {
    const { status, body } = await send({ format, text });
    expect(status).toBe(422);
    expect(body.detail).toMatch(words);
  });

  test("an upload has at most 10,000 users and 5 MiB", async () => {
    const { status, body } = await send({ text: `email\n${"a@b.example\n".repeat(10_001)}` });
    expect(status).toBe(422);
    expect(body.detail).toContain("npm run user -- import");
    expect((await send({ rows: Array.from({ length: 10_001 }, () => ({})) })).status).toBe(422);
    expect((await send({ text: "a".repeat(5 * 1024 * 1024) })).body.code).toBe("payload_too_large");
    expect((await send({ text: "email\n", rows: [] })).status).toBe(422);
    expect((await send({ text: "" })).body).toMatchObject({ rows: 0 });
  });

  test("exported users can be imported into another server unchanged", async () => {
    const name = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) =>
      text
        .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
        .trim()
        .normalize("NFC"),
    );
    const odd = ['=HYPERLINK("http://x")', "+1", "-1", "@x", "'quoted", 'a "b", c;d', "''", "true", "null", "007"];
    const names = [...odd, ...fc.sample(name, { numRuns: 240, seed: 7 })];
    const rows = names.map((full_name, index) => ({
      email: `Trip${index}@Example.org`,
      ...(index % 2 === 0 && { username: `trip.${index}` }),
      full_name,
      disabled: index % 7 === 0,
      email_verified: index % 5 === 0,
      created_at: new Date(1_500_000_000_000 + index * 86_400_123).toISOString(),
    }));
    expect((await send({ rows })).body).toMatchObject({ created: names.length });

    const columns = "email,username,full_name,role,disabled,email_verified,created_at";
    const exportAs = async ({ origin }: ApiClient, token: string, query: string) =>
      (
        await fetch(`${origin}/api/v1/users/export?q=trip&sort=email&columns=${columns}&${query}`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).text();
    const before = await exportAs(api, access, "format=json");
    expect(JSON.parse(before)).toHaveLength(names.length);
    for (const query of ["format=csv", "format=csv&delimiter=semicolon&bom=true", "format=json", "format=ndjson"]) {
      const there = await administered("sqlite");
      const format = new URLSearchParams(query).get("format");
      const { body } = await there.api.send(
        "POST",
        "/api/v1/users/import",
        { format, text: await exportAs(api, access, query) },
        there.access,
      );
      expect(body, query).toMatchObject({ created: names.length, refused: 0 });
      expect(await exportAs(there.api, there.access, "format=json"), query).toBe(before);
      await there.api.dispose();
    }
  });

  test("a dry run needs no recent authentication, an import does", async () => {
    now = new Date(now.getTime() + 11 * 60 * 1000);
    expect((await send({ text: "email\nlate@example.org\n" })).body.code).toBe("reauthentication_required");
    expect((await send({ text: "email\nlate@example.org\n", dry_run: true })).status).toBe(200);
  });
});
