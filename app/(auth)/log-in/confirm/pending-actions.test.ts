import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { pendingForms } from "@/lib/domain/sessions/pending-forms";

const root = resolve(import.meta.dirname, "../../../..");
const actionFiles = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === "actions.ts")
  .map(({ parentPath }) => relative(root, join(parentPath, "actions.ts")));

const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

/** Each top-level definition of an actions file, by its name, with the value of a shared `reauthentication` in its place. */
function definitionsIn(file: string): Map<string, string> {
  const text = textOf(file);
  const [, shared] = /^const reauthentication = (\{.*\}) as const;$/m.exec(text) ?? [];
  const blocks = text.split(/^(?=(?:export )?(?:async )?(?:const|function) )/m);
  return new Map(
    blocks
      .filter((block) => !block.startsWith("const reauthentication = "))
      .map((block) => block.replace(/\breauthentication,?(?=\s*\})/, `reauthentication: ${shared}`))
      .flatMap((block) =>
        [...block.matchAll(/^(?:export )?(?:async )?(?:const|function) (\w+)/g)].map(
          ([, name = ""]) => [name, block] as const,
        ),
      ),
  );
}

/** The services of an actions file that require recent authentication, themselves or in a helper. */
function provenServicesIn(file: string): string[] {
  return [...textOf(file).matchAll(/^import \{ (\w+) \} from "@\/(lib\/services\/[^"]+)"/gm)].flatMap(
    ([, name = "", path = ""]) => (requiresProof(`${path}.ts`) ? [name] : []),
  );
}

function requiresProof(file: string): boolean {
  const text = textOf(file);
  if (/\brequireRecentAuthentication\(context/.test(text)) return true;
  return [...text.matchAll(/^import \{[^}]*\} from "(\.\.?\/[^"]*shared\/[^"]+)"/gm)].some(([, path = ""]) =>
    requiresProof(relative(root, resolve(root, dirname(file), `${path}.ts`))),
  );
}

// These call a service that requires a proof for another change only.
const withoutProof = ["saveProfile", "setDisabledAction"];

describe("the forms that wait for re-authentication", () => {
  test("are those of every action whose service can require it", () => {
    const asking = actionFiles.flatMap((file) => {
      const services = provenServicesIn(file);
      return [...definitionsIn(file)].flatMap(([name, block]) =>
        services.some((service) => new RegExp(`\\b${service}\\b`).test(block)) ? [{ name, block }] : [],
      );
    });
    expect(asking.length).toBeGreaterThan(20);
    const unprepared = asking.filter(({ block }) => !block.includes("reauthentication: {")).map(({ name }) => name);
    expect(unprepared.filter((name) => !withoutProof.includes(name))).toEqual([]);
  });

  test("never keep a secret", () => {
    const kept = actionFiles.flatMap((file) =>
      [...textOf(file).matchAll(/\bkeeps: \[([^\]]*)\]/g)].flatMap(([, names = ""]) => names.match(/\w+/g) ?? []),
    );
    expect(kept).toContain("email");
    expect(kept.filter((name) => /password|otp|code|token|secret|hash|^file$/i.test(name))).toEqual([]);
  });

  test("each belong to one action, or to several with the same service, and are finished by one of them", () => {
    const table = textOf("app/(auth)/log-in/confirm/pending-actions.ts");
    for (const form of Object.keys(pendingForms)) {
      const owners = actionFiles.flatMap((file) =>
        [...definitionsIn(file)]
          .filter(([, block]) => block.includes(`form: "${form}"`))
          .map(([name, block]) => ({ file, name, service: /action\(\s*\w+,\s*(\w+)/.exec(block)?.[1] })),
      );
      expect(new Set(owners.map(({ file, service }) => `${file} ${service}`)).size, form).toBe(1);
      const [{ file } = { file: "" }] = owners;
      const finishing = new RegExp(`"${form}": async \\(\\) => [^\\n]*\\.(\\w+),`).exec(table)?.[1] ?? "";
      // The action itself, or its wrapper that keeps values for the page.
      const wrapper = definitionsIn(file).get(finishing) ?? "";
      const isOwner = owners.some(({ name }) => name === finishing || wrapper.includes(`(${name}`));
      expect(isOwner, `${form}: ${finishing}`).toBe(true);
    }
  });
});
