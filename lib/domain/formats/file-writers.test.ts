import { createRequire } from "node:module";
import { parse as parseCsv } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { fileWriters } from "./file-writers";
import type { FileFormat, FileOptions, MadePassword } from "./output-format";
import { awkwardPasswords as awkward } from "./testing/awkward-passwords";

const made = (password: string, more: Partial<MadePassword> = {}): MadePassword => ({
  password,
  entropy_bits: 20.5,
  length: [...password].length,
  ...more,
});
const fileOf = (format: FileFormat, passwords: MadePassword[], options: Partial<FileOptions> = {}): string => {
  const writer = fileWriters[format]({ several: passwords.length > 1, ...options });
  return writer.head(passwords[0] ?? made("")) + writer.lines(passwords, 1);
};

describe("csv", () => {
  test("any RFC 4180 parser returns every password unchanged, including formulas", () => {
    const [head, ...rows] = parseCsv(
      fileOf(
        "csv",
        awkward.map((password) => made(password)),
      ),
    ) as string[][];
    expect(head).toEqual(["password", "entropy_bits", "length"]);
    expect(rows.map(([password]) => password)).toEqual(awkward);
    expect(rows[0]?.slice(1)).toEqual(["20.5", "1"]);
  });

  test("hash and warning columns are present only when there are values", () => {
    expect(fileOf("csv", [made("a", { hash: "h", warning: "Weak." })])).toBe(
      "password,entropy_bits,length,hash,warning\r\na,20.5,1,h,Weak.\r\n",
    );
  });
});

test("ndjson has one object per line", () => {
  const lines = fileOf(
    "ndjson",
    awkward.map((password) => made(password)),
  ).split("\n");
  expect(lines.pop()).toBe("");
  expect(lines.map((line) => JSON.parse(line).password)).toEqual(awkward);
});

test("htpasswd has the password in a comment above each user's line, and the hash with Apache's prefix", () => {
  const lines = fileOf("htpasswd", [made("a:b", { hash: "$2b$04$abc" }), made("c#", { hash: "$2b$04$def" })], {
    username: "alice",
  }).split("\n");
  expect(lines[0]).toMatch(/^# .*grep -v '\^#'$/);
  expect(lines.slice(1)).toEqual(["# alice-1: a:b", "alice-1:$2y$04$abc", "# alice-2: c#", "alice-2:$2y$04$def", ""]);
  expect(fileOf("htpasswd", [made("a", { hash: "$2b$04$abc" })])).toMatch(/\n# user: a\nuser:\$2y\$04\$abc\n$/);
});

describe("k8s-secret", () => {
  // A YAML 1.2 parser that the OpenAPI validator depends on.
  const { parse }: { parse(text: string, options?: object): unknown } = createRequire(
    import.meta.resolve("@seriousme/openapi-schema-validator"),
  )("yaml");
  const decode = (data: Record<string, string>): string[] =>
    Object.values(data).map((value) => Buffer.from(value, "base64").toString());

  test.each([{ version: "1.1" }, { version: "1.2" }])(
    "is a v1 Secret when parsed as YAML %o, with every password unchanged",
    (options) => {
      const manifest = parse(
        fileOf(
          "k8s-secret",
          awkward.map((password) => made(password)),
          { name: "db" },
        ),
        options,
      ) as { data: Record<string, string> };
      expect(manifest).toMatchObject({ apiVersion: "v1", kind: "Secret", metadata: { name: "db" }, type: "Opaque" });
      expect(Object.keys(manifest)).toEqual(["apiVersion", "kind", "metadata", "type", "data"]);
      expect(decode(manifest.data)).toEqual(awkward);
      expect(Object.keys(manifest.data).every((key) => /^password-\d+$/.test(key))).toBe(true);
    },
  );

  test("text that looks like a number or a boolean stays text", () => {
    for (const name of ["123", "true", "null", "1e3", "0x1f", "no"]) {
      const manifest = parse(fileOf("k8s-secret", [made("a", { hash: "h" })], { name }), { version: "1.1" }) as {
        metadata: { name: unknown };
        data: Record<string, unknown>;
      };
      expect(manifest.metadata.name).toBe(name);
      expect(manifest.data).toEqual({ password: "YQ==", hash: "aA==" });
    }
  });

  test("has exactly this format", () => {
    expect(fileOf("k8s-secret", [made("w7!Kq", { warning: "Weak." })])).toBe(
      '# Weak.\napiVersion: v1\nkind: Secret\nmetadata:\n  name: "generated-password"\ntype: Opaque\ndata:\n  password: "dzchS3E="\n',
    );
  });
});
