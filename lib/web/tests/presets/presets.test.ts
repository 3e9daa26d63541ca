import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { readGeneratorPage } from "@/lib/web/pages/generator-page";

const unknownId = "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41";

describe.each(databaseProviders)("presets over the API (%s)", (provider) => {
  let api: ApiClient;
  let userCount = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());

  const someone = () => api.person(`collector-${(userCount += 1)}`);
  const save = (access: string, name: unknown, settings: unknown) =>
    api.send("POST", "/api/v1/presets", { name, settings }, access);
  const namesOf = async (access: string) =>
    (await api.get("/api/v1/presets", access)).body.items.map(({ name }: { name: string }) => name);

  test("a preset is saved, listed by name, renamed, changed and deleted", async () => {
    const { access } = await someone();
    const work = await save(access, "  Work ", { length: 24, use_special_chars: false });
    expect(work.status).toBe(201);
    expect(work.body).toMatchObject({ name: "Work", settings: { length: 24, use_special_chars: false } });
    await save(access, "bank", { mode: "passphrase", words: 7, separator: "", capitalize: "first" });
    expect(await namesOf(access)).toEqual(["bank", "Work"]);

    const renamed = await api.send("PATCH", `/api/v1/presets/${work.body.id}`, { name: "Office" }, access);
    expect([renamed.status, renamed.body.name, renamed.body.settings]).toEqual([200, "Office", work.body.settings]);
    const changed = await api.send(
      "PATCH",
      `/api/v1/presets/${work.body.id}`,
      { settings: { mode: "pin", length: 8 } },
      access,
    );
    expect([changed.status, changed.body.name, changed.body.settings]).toEqual([
      200,
      "Office",
      { mode: "pin", length: 8 },
    ]);
    expect((await api.send("PATCH", `/api/v1/presets/${work.body.id}`, { name: "OFFICE" }, access)).status).toBe(200);

    expect((await api.send("DELETE", `/api/v1/presets/${work.body.id}`, undefined, access)).status).toBe(200);
    expect(await namesOf(access)).toEqual(["bank"]);
  });

  test.each([
    [{}, "/?length=12"],
    [{ length: 20 }, "/"],
    [
      { length: 32, use_lowercase: false, symbols: "-_+&= ", exclude: "ab%", min_special: 2, count: 3 },
      "/?length=32&use_lowercase=false&symbols=-_%2B%26%3D+&exclude=ab%25&min_special=2",
    ],
    [{ bits: 90 }, "/?bits=90"],
    [{ mode: "password", bits: 12 }, null],
    [
      { mode: "passphrase", words: 8, separator: " ", include_number: true },
      "/?mode=passphrase&words=8&separator=+&include_number=true",
    ],
    [{ mode: "passphrase", bits: 90 }, "/?mode=passphrase&bits=90"],
    [{ mode: "pin", length: 6, say: true }, "/?mode=pin"],
    [{ mode: "pronounceable", length: 30 }, "/?mode=pronounceable&length=30"],
    [{ mode: "typeable", layer_changes: 4, same_keys: true }, "/?mode=typeable&layer_changes=4&same_keys=true"],
    [{ mode: "token", bytes: 32 }, "/?mode=token"],
    [
      { mode: "token", bytes: 24, encoding: "base58", prefix: "sk_live_" },
      "/?mode=token&bytes=24&encoding=base58&prefix=sk_live_",
    ],
    [
      { rules: "minlength: 8; maxlength: 16; required: digit;", exclude: " " },
      "/?mode=rules&rules=minlength%3A+8%3B+maxlength%3A+16%3B+required%3A+digit%3B&length=12",
    ],
    [{ pattern: "[a-z ]{20}", length: 20 }, "/?mode=rules&pattern=%5Ba-z+%5D%7B20%7D&spaces=true"],
    [{ rules: "minlength: 8;", min_numbers: 3 }, null],
    [{ site: "example.com" }, null],
  ])("the settings %j are used at their two URLs", async (settings, page) => {
    const { access } = await someone();
    const { status, body } = await save(access, "any", settings);
    expect(status).toBe(201);
    const { publicOrigin } = api.runtime.config;
    expect(body.page_url).toBe(page === null ? null : publicOrigin + page);
    const made = await api.get(body.url.slice(publicOrigin.length));
    expect(made.status).toBe(200);
    // The page accepts the link of every preset.
    if (page !== null)
      expect(readGeneratorPage(Object.fromEntries(new URL(body.page_url).searchParams)).error).toBeNull();
  });

  test("a preset returns its settings as sent, and nothing generated", async () => {
    const { access } = await someone();
    const settings = { length: 40, exclude: "xyz" };
    expect((await save(access, "plain", settings)).body.settings).toEqual(settings);
    const rows = await api.runtime.database.reader.preset.findMany({ where: { name: "plain" } });
    expect(rows.map((row) => JSON.parse(row.settings))).toEqual([settings]);
  });

  test.each([
    ["name", "", {}],
    ["name", "   ", {}],
    ["name", "n".repeat(61), {}],
    ["name", "a\u0000b", {}],
    ["name", undefined, {}],
    ["settings", "no settings", undefined],
    ["settings", "unknown option", { lenght: 20 }],
    ["settings", "a password", { password: "violet-anchor" }],
    ["settings", "another mode's option", { mode: "pin", words: 4 }],
    ["settings", "too long", { length: 129 }],
    ["settings", "at odds", { length: 4, min_numbers: 20 }],
    ["settings", "rules of nothing", { rules: "minlength: 9; maxlength: 8;" }],
    ["settings", "broken pattern", { pattern: "(" }],
  ])("an invalid %s is 422, names the field and saves nothing (%s)", async (field, name, settings) => {
    const { access } = await someone();
    const reply = await save(access, name, settings);
    expect(reply.status).toBe(422);
    expect(reply.body.errors.map(({ loc }: { loc: string[] }) => loc.slice(0, 2))).toContainEqual(["body", field]);
    expect(await namesOf(access)).toEqual([]);
  });

  test("settings with an empty pool are the generator's 400", async () => {
    const { access } = await someone();
    const none = { use_lowercase: false, use_uppercase: false, use_numbers: false, use_special_chars: false };
    const reply = await save(access, "none", none);
    expect([reply.status, reply.body.code]).toEqual([400, "no_character_class"]);
  });

  test("settings that can't be written as a file are refused as by the generator", async () => {
    const { access } = await api.person("formatter");
    for (const settings of [
      { format: "htpasswd" },
      { format: "env", name: "a\nb" },
      { hash: "bcrypt", count: 1000 },
      { hash: "bcrypt", length: 128 },
    ]) {
      const reply = await api.send(
        "POST",
        "/api/v1/presets",
        { name: JSON.stringify(settings).slice(0, 30), settings },
        access,
      );
      expect(reply.status, JSON.stringify(settings)).toBe(422);
    }
    expect(
      (
        await api.send(
          "POST",
          "/api/v1/presets",
          { name: "Hashed", settings: { format: "htpasswd", hash: "bcrypt", username: "ada" } },
          access,
        )
      ).status,
    ).toBe(201);
  });

  test("names are unique for each user, ignoring case", async () => {
    const [one, other] = [await someone(), await someone()];
    await save(one.access, "Café", {});
    const again = await save(one.access, "CAFE\u0301", {});
    expect([again.status, again.body.code, again.body.detail]).toEqual([
      409,
      "conflict",
      "You already have a preset with this name.",
    ]);
    const { body } = await save(one.access, "tea", {});
    expect((await api.send("PATCH", `/api/v1/presets/${body.id}`, { name: "café" }, one.access)).status).toBe(409);
    expect((await save(other.access, "Café", {})).status).toBe(201);
  });

  test("a preset of another user is 404, like an unknown one", async () => {
    const [one, other] = [await someone(), await someone()];
    const { body } = await save(one.access, "mine", {});
    type Reply = { status: number; body: Record<string, unknown> };
    const facts = ({ status, body: { request_id: _requestId, ...problem } }: Reply) => ({ status, problem });
    for (const [method, change] of [
      ["PATCH", { name: "theirs" }],
      ["DELETE", undefined],
    ] as const) {
      const foreign = await api.send(method, `/api/v1/presets/${body.id}`, change, other.access);
      expect(foreign.status).toBe(404);
      expect(facts(foreign)).toEqual(
        facts(await api.send(method, `/api/v1/presets/${unknownId}`, change, other.access)),
      );
    }
    expect(await namesOf(one.access)).toEqual(["mine"]);
  });

  test("presets are in the data download and are deleted with the account", async () => {
    const { id, access } = await someone();
    const { body } = await save(access, "kept", { length: 30 });
    expect((await api.get("/api/v1/users/me/export", access)).body.presets).toEqual([body]);
    await api.runtime.database.write((tx) => tx.user.delete({ where: { id } }));
    expect(await api.runtime.database.reader.preset.count({ where: { userId: id } })).toBe(0);
  });
});
