import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { generatorModes } from "@/lib/domain/passwords/generator-modes";
import { generatorPageFields } from "@/lib/schemas/generator-modes";
import { aliasesOf } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";
import { parseConfig, settingNames, type SettingName } from "./config";
import { settingMeanings } from "./domain/system/setting-meanings";
import { effectiveSettings } from "./effective-settings";

const root = resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

describe("docs/configuration.md and .env.example", () => {
  const documented = new Map(
    [...read("docs/configuration.md").matchAll(/^\| `([A-Z0-9_]+)` \| (?:`([^`]*)`)? ?\| (.+) \|$/gm)].map(
      ([, name, value, meaning]) => [name, { value, meaning }],
    ),
  );
  const examples = new Map(
    [...read(".env.example").matchAll(/^# ([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );

  test("have every setting", () => {
    expect([...documented.keys()].sort()).toEqual([...settingNames].sort());
    expect([...examples.keys()].sort()).toEqual([...settingNames].sort());
  });

  test.each(settingNames)("have the default of %s", (name) => {
    const value = documented.get(name)?.value;
    expect(examples.get(name)).toBe(value ?? "");
    const withDefault = effectiveValue(name, value === undefined ? {} : { [name]: value });
    expect(withDefault).toBe(effectiveValue(name, {}));
    expect(withDefault === null).toBe(value === undefined);
  });

  test("begin with the meaning that the system page shows", () => {
    expect(Object.keys(settingMeanings).sort()).toEqual([...settingNames].sort());
    for (const name of settingNames) {
      const words = documented.get(name)?.meaning?.replaceAll("`", "") ?? "";
      const meaning = settingMeanings[name]?.replace(/\.$/, "") ?? "";
      expect(words.slice(0, meaning.length), name).toBe(meaning);
      expect(words.charAt(meaning.length), name).toMatch(/[.,:;]/);
    }
  });

  /** Sets the transport of the setting too, because other transports don't read it. */
  function effectiveValue(name: SettingName, environment: Record<string, string>): string | null {
    const transport =
      name === "MAIL_PORT" || name === "MAIL_USE_TLS"
        ? { MAIL_SERVER: "mail.example.com", MAIL_FROM: "latchkey@example.com" }
        : name === "RESEND_BASE_URL"
          ? { RESEND_API_KEY: "re_key", MAIL_FROM: "latchkey@example.com" }
          : {};
    const settings = effectiveSettings(parseConfig({ ...transport, ...environment }, root));
    const setting = settings.find((candidate) => candidate.name === name);
    return setting?.source === "secrets.json" ? null : (setting?.value ?? null);
  }
});

test("docs/api.md has every operation and every alias", () => {
  const text = read("docs/api.md");
  const missing = Object.values(operations).flatMap((operation) =>
    [`${operation.method} ${operation.path}`, ...aliasesOf(operation)].filter(
      (entry) => !text.includes(`\`${entry}\``),
    ),
  );
  expect(missing).toEqual([]);
});

test("docs/api.md has every mode of the generator and each of its options", () => {
  const rows = read("docs/api.md").split("\n");
  const missing = generatorModes.flatMap((mode) => {
    // The options of the default mode have their own table.
    const text = mode === "password" ? rows.join("\n") : (rows.find((row) => row.startsWith(`| \`${mode}\` |`)) ?? "");
    const names = text.includes("`use_…`") ? ["use_"] : [];
    return Object.keys(generatorPageFields[mode].shape)
      .filter((name) => !text.includes(`\`${name}\``) && !names.some((start) => name.startsWith(start)))
      .map((name) => `${mode}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test("every link in the Markdown files has an existing file and heading as its target", () => {
  const files = ["", "docs", "docs/decisions"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThanOrEqual(20);
  expect(files.flatMap(deadLinks)).toEqual([]);
});

function deadLinks(file: string): string[] {
  const prose = read(file).replace(/^```[\s\S]*?^```/gm, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => !leadsSomewhere(file, link))
    .map((link) => `${file}: ${link}`);
}

function leadsSomewhere(file: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? file : join(dirname(file), path);
  try {
    if (anchor === undefined) return readdirSync(join(root, dirname(target))).includes(target.split("/").at(-1) ?? "");
    return anchorsOf(read(target)).has(anchor);
  } catch {
    return false;
  }
}

/** As GitHub creates them: lower case, without punctuation, with hyphens for spaces. */
function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-"),
    ),
  );
}
