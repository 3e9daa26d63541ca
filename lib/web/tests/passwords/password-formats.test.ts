import { spawnSync } from "node:child_process";
import { verifySync } from "@node-rs/argon2";
import bcrypt from "bcryptjs";
import { parse as parseCsv } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generatorModes } from "@/lib/domain/passwords/generator-modes";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";

const PATH = "/api/v1/generate-password";

describe.each(databaseProviders)("password files and hashes (%s)", (provider) => {
  let api: ApiClient;
  let token: string;
  beforeAll(async () => {
    api = await createApiClient(provider);
    token = (await api.person("ada")).access;
  });
  afterAll(() => api.dispose());

  const get = (query: string, access?: string, path = PATH) =>
    fetch(`${api.origin}${path}?${query}`, {
      headers: access === undefined ? {} : { authorization: `Bearer ${access}` },
    });
  const refusal = async (
    query: string,
    access?: string,
  ): Promise<{ status: number; fields: string[]; detail: string }> => {
    const { status, body } = await api.get(`${PATH}?${query}`, access);
    return { status, fields: (body.errors ?? []).map(({ loc }: { loc: string[] }) => loc[1]), detail: body.detail };
  };

  test.each([
    ["ndjson", "application/x-ndjson; charset=utf-8", "passwords.ndjson"],
    ["csv", "text/csv; charset=utf-8", "passwords.csv"],
    ["env", "text/plain; charset=utf-8", "passwords.env"],
    ["k8s-secret", "application/yaml; charset=utf-8", "secret.yaml"],
  ])(
    "%s has its type and file name, isn't cached, and is the same at the tutorial's path and by POST",
    async (format, contentType, fileName) => {
      const replies = [
        await get(`format=${format}`),
        await get(`format=${format}`, undefined, "/generate-password"),
        await fetch(api.origin + PATH, {
          method: "POST",
          body: JSON.stringify({ format }),
          headers: { "content-type": "application/json" },
        }),
      ];
      for (const reply of replies) {
        expect(reply.status).toBe(200);
        expect(reply.headers.get("content-type")).toBe(contentType);
        expect(reply.headers.get("content-disposition")).toBe(`attachment; filename="${fileName}"`);
        expect(reply.headers.get("cache-control")).toBe("no-store");
        expect(await reply.text()).not.toBe("");
      }
    },
  );

  test.each([
    ...generatorModes.map((mode) => `mode=${mode}`),
    "rules=minlength: 8; required: digit",
    "pattern=[a-z]{16}",
    "bits=70",
  ])("%s returns 1,000 in every format, all different", async (options) => {
    const ndjson = (await (await get(`${options}&count=1000&format=ndjson`)).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(ndjson.map(({ password }) => password)).size).toBe(1000);
    const { entropy_bits: bits } = ndjson[0];
    expect(
      ndjson.every(({ password, entropy_bits, length }) => entropy_bits === bits && length === [...password].length),
    ).toBe(true);
    const [head, ...rows] = parseCsv(await (await get(`${options}&count=1000&format=csv`)).text()) as string[][];
    expect(head?.slice(0, 3)).toEqual(["password", "entropy_bits", "length"]);
    expect(new Set(rows.map(([password]) => password)).size).toBe(1000);
    const env = (await (await get(`${options}&count=1000&format=env&name=DB`)).text())
      .split("\n")
      .filter((line) => line.startsWith("DB_"));
    expect(env.map((line) => line.slice(0, line.indexOf("=")))).toEqual(
      Array.from({ length: 1000 }, (_, index) => `DB_${index + 1}`),
    );
    const secret = (await (await get(`${options}&count=1000&format=k8s-secret`)).text()).split("\n");
    expect(secret.filter((line) => /^ {2}password-\d+: "[A-Za-z0-9+/=]+"$/.test(line))).toHaveLength(1000);
  });

  describe("an env file", () => {
    const valueOf = (line: string): string => line.slice(line.indexOf("=") + 1);
    const linesOf = async (query: string): Promise<string[]> => {
      const reply = await get(`format=env&${query}`);
      expect(reply.status, query).toBe(200);
      return (await reply.text()).trimEnd().split("\n");
    };

    test.each([
      ...generatorModes.map((mode) => `mode=${mode}`),
      "bits=90",
      "pattern=[ -~]{12}",
      "rules=minlength: 12; allowed: ascii-printable",
    ])("without a dialect, %s gives only characters that every reader takes as they are", async (options) => {
      for (const line of await linesOf(`${options}&count=1000`))
        expect(line).toMatch(/^PASSWORD_\d+=[A-Za-z0-9!%+,\-./:=@^_]+$/);
    });

    test("the dialect decides on the characters and the quotes", async () => {
      const characters = new Map<string, Set<string>>();
      for (const dialect of ["", "sh", "dotenv", "docker", "compose", "systemd"]) {
        const lines = await linesOf(`length=100&count=200${dialect && `&dialect=${dialect}`}`);
        characters.set(dialect, new Set(lines.flatMap((line) => [...valueOf(line)])));
      }
      const missing = (dialect: string): string =>
        [..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"]
          .filter((symbol) => characters.get(dialect)?.has(symbol) !== true)
          .join("");
      expect([...characters.keys()].map((dialect) => [dialect, missing(dialect)])).toEqual([
        ["", "\"#$&'()*;<>?[\\]`{|}~"],
        ["sh", ""],
        // The apostrophes are the quotes.
        ["dotenv", "$\\"],
        ["docker", ""],
        ["compose", "$\\"],
        ["systemd", ""],
      ]);
    });

    test("a strength in bits is reached with the characters that are left", async () => {
      const [plain = ""] = await linesOf("bits=120");
      const [quoted = ""] = await linesOf("bits=120&dialect=docker");
      expect(valueOf(plain)).toHaveLength(20);
      expect(valueOf(quoted)).toHaveLength(19);
    });

    test("a hash is written for one reader", async () => {
      const { access } = await api.person("env-hash");
      expect(await refusal("format=env&hash=bcrypt", access)).toMatchObject({
        status: 422,
        fields: ["hash", "dialect"],
      });
      const reply = await get("format=env&dialect=dotenv&hash=bcrypt", access);
      expect(await reply.text()).toMatch(/^PASSWORD='[^']{12}'\nPASSWORD_HASH='\$2b\$[^']+'\n$/);
    });

    test.each([
      ["dialect=sh", ["dialect", "format"]],
      ["format=csv&dialect=sh", ["dialect", "format"]],
      ["format=env&dialect=fish", ["dialect"]],
      ["format=env&symbols=$", ["dialect", "symbols"]],
      ["format=env&dialect=dotenv&symbols='", ["dialect", "symbols"]],
      ["format=env&pattern=[$]{12}", ["dialect", "pattern"]],
      ["format=env&rules=minlength: 8; required: [%23]", ["dialect", "rules"]],
      ["format=env&mode=passphrase&separator=%20", ["dialect", "separator"]],
      ["format=env&mode=passphrase&include_symbol=true", ["dialect", "include_symbol"]],
      ["format=env&dialect=compose&mode=passphrase&separator=symbol", ["dialect", "separator"]],
      ["format=env&mode=typeable&use_special_chars=true", ["dialect", "use_special_chars"]],
      ["format=env&symbols=a", ["symbols"]],
      ["format=env&use_lowercase=false&min_lowercase=2", ["min_lowercase", "use_lowercase"]],
    ])("%s is refused and names %j", async (query, fields) => {
      const { status, fields: named } = await refusal(query);
      expect([status, named]).toEqual([422, fields]);
    });

    test.each([
      "format=env&dialect=sh&symbols='$",
      "format=env&dialect=systemd&mode=passphrase&separator=%20",
      "format=env&mode=token&prefix=sk_live_",
      "format=env&symbols=-_",
    ])("%s is possible", async (query) => expect((await get(query)).status).toBe(200));
  });

  test("format=json equals no format", async () => {
    const reply = await get("format=json&count=2");
    expect(reply.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(reply.headers.get("content-disposition")).toBeNull();
    expect(Object.keys(await reply.json())).toEqual(["password", "entropy_bits", "length", "passwords"]);
  });

  test("HEAD has the headers of GET and no body", async () => {
    const reply = await fetch(`${api.origin}${PATH}?format=csv&count=1000`, { method: "HEAD" });
    expect([reply.status, reply.headers.get("content-type"), await reply.text()]).toEqual([
      200,
      "text/csv; charset=utf-8",
      "",
    ]);
  });

  test.each([
    ["format=xml", ["format"]],
    ["format=CSV", ["format"]],
    ["name=A", ["name", "format"]],
    ["format=csv&name=A", ["name", "format"]],
    ["format=env&name=1A", ["name"]],
    ["format=env&name=A%0Aid", ["name"]],
    ["format=k8s-secret&name=DB", ["name"]],
    ["format=env&username=ada", ["username", "format"]],
    ["format=htpasswd", ["hash", "format"]],
    ["format=csv&say=true", ["say", "format"]],
    ["format=env&length=3", ["length"]],
    ["format=csv&mode=pin&length=3&count=1000", ["count"]],
    ["format=csv&pattern=(", ["pattern"]],
    ["hash=md5", ["hash"]],
  ])("%s is refused before anything is sent, and names %j", async (query, fields) => {
    const { status, fields: named } = await refusal(query);
    expect(status).toBe(422);
    expect(named).toEqual(fields);
  });

  test("a hash requires an access token; other requests ignore the token", async () => {
    for (const wrong of [undefined, "no-token"]) {
      const reply = await api.get(`${PATH}?hash=bcrypt`, wrong);
      expect([reply.status, reply.body.code]).toEqual([401, "unauthorized"]);
      expect(reply.headers.get("www-authenticate")).toMatch(/^Bearer /);
      expect(reply.body.password).toBeUndefined();
    }
    expect((await api.send("POST", PATH, { hash: "bcrypt" })).status).toBe(401);
    expect((await api.get(PATH, "no-token")).status).toBe(200);
    expect((await api.get(`${PATH}?format=json`, "no-token")).status).toBe(200);
  });

  test("a bcrypt hash verifies in other implementations", async () => {
    const { password, hash, hashes } = (await api.get(`${PATH}?hash=bcrypt`, token)).body;
    expect(hash).toMatch(/^\$2b\$04\$.{53}$/);
    expect(hashes).toBeUndefined();
    expect(bcrypt.compareSync(password, hash)).toBe(true);
    expect(bcrypt.compareSync(`${password}x`, hash)).toBe(false);
    expect(byLibcrypt(password, hash) ?? hash).toBe(hash);
  });

  test("an argon2id hash verifies in other implementations", async () => {
    const { password, hash } = (await api.send("POST", PATH, { hash: "argon2id", length: 100 }, token)).body;
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(verifySync(hash, password)).toBe(true);
    expect(verifySync(hash, password.slice(1))).toBe(false);
  });

  test("with count each password has its hash, in every format", async () => {
    const { password, passwords, hash, hashes } = (await api.get(`${PATH}?hash=bcrypt&count=3`, token)).body;
    expect([password, hash]).toEqual([passwords[0], hashes[0]]);
    expect(passwords.map((one: string, index: number) => bcrypt.compareSync(one, hashes[index]))).toEqual([
      true,
      true,
      true,
    ]);

    const [head, ...rows] = parseCsv(await (await get("hash=bcrypt&count=2&format=csv", token)).text()) as string[][];
    expect(head).toEqual(["password", "entropy_bits", "length", "hash"]);
    for (const [one = "", , , itsHash = ""] of rows) expect(bcrypt.compareSync(one, itsHash)).toBe(true);
  });

  test("htpasswd accepts its users with the passwords in its comments", async () => {
    const lines = (await (await get("format=htpasswd&hash=bcrypt&count=2&username=ada&mode=passphrase", token)).text())
      .trim()
      .split("\n");
    for (const user of ["ada-1", "ada-2"]) {
      const password = lines.find((line) => line.startsWith(`# ${user}: `))?.slice(`# ${user}: `.length) ?? "";
      const hash = lines.find((line) => line.startsWith(`${user}:`))?.slice(user.length + 1) ?? "";
      expect(hash).toMatch(/^\$2y\$04\$/);
      expect(bcrypt.compareSync(password, hash)).toBe(true);
      expect(byLibcrypt(password, hash) ?? hash).toBe(hash);
    }
  });

  test.each([
    ["hash=bcrypt&length=73", ["hash"], /at most 72 bytes, and one of these passwords has 73\./],
    [`hash=bcrypt&length=40&symbols=é&use_numbers=0&use_lowercase=0&use_uppercase=0`, ["hash"], /has 80\./],
    ["hash=bcrypt&count=21", ["count", "hash"], /at most 20/],
    ["hash=argon2id&count=21&format=csv", ["count", "hash"], /at most 20/],
    ["hash=argon2id&format=htpasswd", ["hash", "format"], /needs hash bcrypt/],
  ])("%s is refused with the parameter named", async (query, fields, detail) => {
    const problem = await refusal(query, token);
    expect(problem).toEqual({ status: 422, fields, detail: expect.stringMatching(detail) });
  });

  test("a password of 72 bytes is hashed without the pre-hash", async () => {
    const { password, hash } = (await api.get(`${PATH}?hash=bcrypt&length=72`, token)).body;
    expect(bcrypt.compareSync(password, hash)).toBe(true);
    expect(bcrypt.compareSync(password.slice(0, -1), hash)).toBe(false);
  });

  test("hashes are limited for each user separately", async () => {
    const eager = (await api.person("eager")).access;
    const statuses: number[] = [];
    for (let request = 0; request < 31; request += 1)
      statuses.push((await api.get(`${PATH}?hash=argon2id`, eager)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
    expect((await api.get(`${PATH}?hash=argon2id`, token)).status).toBe(200);
    expect((await api.get(PATH, eager)).status).toBe(200);
  });
});

/** The hash by the system's crypt(3), which is independent of our libraries; null if it has no bcrypt. */
function byLibcrypt(password: string, hash: string): string | null {
  const { stdout } = spawnSync("perl", ["-e", "print crypt($ARGV[0], $ARGV[1]) // ''", password, hash], {
    encoding: "utf8",
  });
  return /^\$2[by]\$.{56}$/.test(stdout ?? "") ? stdout : null;
}
