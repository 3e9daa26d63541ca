import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envDialects, findUnwritable, writeEnvValue, type EnvDialect } from "./env-dialects";
import { fileWriters } from "./file-writers";
import type { MadePassword } from "./output-format";
import { awkwardPasswords } from "./testing/awkward-passwords";
import { documentedReaders, realReaders, type EnvReader } from "./testing/env-readers";

const hashes = [
  "$2b$12$ocJuwT.9l6XHsz4qKlLXL.HMB2p20XubctvnOLwYIF2dFDucszux2",
  "$argon2id$v=19$m=7168,t=5,p=1$a2V5Y2xvYWstc2FsdC0xNg$rXmx4DVMMLUNFIE993cp8rGvBx8SJ12rc/S1SEfISNc",
];
const made = (password: string, more: Partial<MadePassword> = {}): MadePassword => ({
  password,
  entropy_bits: 20.5,
  length: [...password].length,
  ...more,
});
const fileOf = (dialect: EnvDialect | undefined, passwords: readonly string[]): string => {
  const writer = fileWriters.env({ dialect, several: true });
  return (
    writer.head(made("")) +
    writer.lines(
      passwords.map((password) => made(password)),
      1,
    )
  );
};
const drawable = (dialect: EnvDialect | undefined): string[] =>
  awkwardPasswords.filter((password) => findUnwritable(dialect, password) === "");

const readersOf: Record<EnvDialect, (keyof typeof realReaders)[]> = {
  sh: ["sh"],
  dotenv: ["npm dotenv", "node --env-file", "Node's parseEnv", "python-dotenv"],
  docker: ["docker"],
  // Compose 1 used python-dotenv.
  compose: ["python-dotenv"],
  systemd: ["systemd", "sh"],
};

describe("env files", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "latchkey-env-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function expectSame(reader: EnvReader["read"], dialect: EnvDialect | undefined, texts: readonly string[]) {
    const values = await reader(fileOf(dialect, texts), folder);
    expect(texts.map((_, index) => values[`PASSWORD_${index + 1}`])).toEqual(texts);
  }

  for (const dialect of envDialects) {
    for (const name of readersOf[dialect]) {
      const reader: EnvReader = realReaders[name];
      test.runIf(reader.isHere)(`${name} reads every password and hash of dialect ${dialect} unchanged`, async () => {
        // The program that has systemd's parser expands dollar signs afterwards, unlike EnvironmentFile.
        const texts = [...drawable(dialect), ...hashes].filter((text) => name !== "systemd" || !text.includes("$"));
        expect(texts.length).toBeGreaterThan(300);
        await expectSame(reader.read, dialect, texts);
      });
    }
  }

  test.each(["docker", "compose", "systemd"] as const)(
    "the documented grammar of %s gives them unchanged",
    async (dialect) => {
      await expectSame(documentedReaders[dialect], dialect, [...drawable(dialect), ...hashes]);
    },
  );

  describe("without a dialect", () => {
    const texts = [..."aZ09!%+,-./:=@^_"].flatMap((one) => [
      one,
      `${one}${one}a`,
      `a${one}`,
      `${one}=:${one}`,
      `=${one}!${one}/`,
    ]);

    for (const [name, reader] of Object.entries<EnvReader>(realReaders)) {
      test.runIf(reader.isHere)(`${name} reads every password unchanged`, () =>
        expectSame(reader.read, undefined, texts),
      );
    }

    test.each(Object.entries(documentedReaders))("the documented grammar of %s gives them unchanged", (_, read) =>
      expectSame(read, undefined, texts),
    );

    test("no other character of a keyboard is drawn", () => {
      const keyboard = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");
      expect(findUnwritable(undefined, `${keyboard}é`)).toBe(" \"#$&'()*;<>?[\\]`{|}~é");
    });
  });

  test("a text that a reader would change isn't written", () => {
    for (const [dialect, text] of [
      [undefined, "a b"],
      [undefined, hashes[0]],
      ["dotenv", "it's"],
      ["dotenv", "a\\b"],
      ["compose", "${HOME}"],
      ["docker", "a\nb"],
      ["systemd", "a\nb"],
    ] as const)
      expect(() => writeEnvValue(dialect, text ?? ""), text).toThrow(RangeError);
  });

  test("several names are numbered, and a hash follows its password", () => {
    const writer = fileWriters.env({ name: "DB", dialect: "sh", several: true });
    expect(writer.lines([made("a"), made("b")], 1)).toBe("DB_1='a'\nDB_2='b'\n");
    const one = fileWriters.env({ dialect: "systemd", several: false });
    const first = made("a", { hash: "$2b$x", warning: "Weak." });
    expect(one.head(first) + one.lines([first], 1)).toBe('# Weak.\nPASSWORD="a"\nPASSWORD_HASH="\\$2b\\$x"\n');
  });
});
