import { existsSync, statSync } from "node:fs";
import { secureRandom } from "@/lib/domain/random";
import { findWeakness, WEAK_UNDER_BITS } from "@/lib/domain/rules/find-weakness";
import { isAppError } from "@/lib/errors";
import { createSiteRules } from "@/lib/platform/site-rules/create-site-rules";
import { readListFile, readListFolder } from "@/lib/platform/site-rules/list-folder";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { drawPasswords } from "@/lib/services/passwords/shared/draw-passwords";
import { acceptsAll } from "./site-acceptance.mjs";
import type { Row } from "./table.mjs";
import { tutorialPassword } from "./tutorial-generator.mjs";

const DRAWS = 100;
const comparison = { target: "none", met: true };

/**
 * Counts the sites that accept their generated passwords, by an independent checker; compares with the default options
 * and the tutorial's generator, which don't use the site's rules.
 */
export async function benchSites(
  path: string,
): Promise<{ rows: Row[]; weak: { domain: string; bits: number; length: number }[]; refused: string[] }> {
  if (!existsSync(path)) throw new Error(`There are no lists at ${path}.`);
  const read = statSync(path).isDirectory() ? readListFolder(path) : readListFile(path);
  if (read === null) throw new Error(`There is no password-rules.json in ${path}.`);
  const siteRules = createSiteRules({
    settings: { source: "file", path },
    dataDirectory: path,
    log: { info: () => undefined, warn: () => undefined },
    now: () => new Date(),
  });
  const context = { random: secureRandom, siteRules };

  const sites = Object.entries(read.lists.passwordRules).map(([domain, { "password-rules": rules }]) => ({
    domain,
    rules,
  }));
  const refused: string[] = [];
  const drawFor = async (options: Record<string, string>): Promise<string[]> => {
    const passwords: string[] = [];
    for (let draw = 0; draw < DRAWS; draw += 1)
      passwords.push((await drawPasswords(context, generatePasswordSchema.parse(options))).password);
    return passwords;
  };

  const accepted = { bySite: 0, plain: 0, tutorial: 0 };
  for (const { domain, rules } of sites) {
    const made = await drawFor({ site: domain }).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      refused.push(`${domain}: ${error.message}`);
      return null;
    });
    if (made !== null && acceptsAll(rules, made)) accepted.bySite += 1;
    if (acceptsAll(rules, await drawFor({}))) accepted.plain += 1;
    if (
      acceptsAll(
        rules,
        Array.from({ length: DRAWS }, () => tutorialPassword()),
      )
    )
      accepted.tutorial += 1;
  }

  const weak = sites.flatMap(({ domain, rules }) => {
    const weakness = findWeakness({ rules });
    return weakness === null ? [] : [{ domain, ...weakness }];
  });
  const share = (count: number): number => (100 * count) / sites.length;
  const row = (what: string, count: number): Row => ({
    what,
    value: share(count),
    unit: "%",
    detail: `${count} of ${sites.length} sites took all ${DRAWS} passwords`,
    ...comparison,
  });
  return {
    rows: [
      {
        ...row("sites that take what is made with site=", accepted.bySite),
        target: ">= 99",
        met: share(accepted.bySite) >= 99,
      },
      row("sites that take the plain default", accepted.plain),
      row("sites that take the FastAPI tutorial's default", accepted.tutorial),
      {
        what: `sites that leave no way to ${WEAK_UNDER_BITS} bits`,
        value: share(weak.length),
        unit: "%",
        detail: `${weak.length} of ${sites.length}`,
        ...comparison,
      },
    ],
    weak: weak.toSorted((one, other) => one.bits - other.bits),
    refused,
  };
}
