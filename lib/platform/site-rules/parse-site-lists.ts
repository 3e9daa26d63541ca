import { parsePasswordRules } from "@/lib/domain/rules/parse-password-rules";
import type { SharedCredentials, SiteLists, SiteRulesEntry } from "@/lib/domain/rules/site-lists";

/** The files that are read from Apple's password-manager-resources (folder `quirks`), by list. */
export const listFiles = {
  passwordRules: "password-rules.json",
  sharedCredentials: "shared-credentials.json",
  changePasswordUrls: "change-password-URLs.json",
} as const satisfies Record<keyof SiteLists, string>;

export type ListName = keyof typeof listFiles;
export const listNames: readonly ListName[] = ["passwordRules", "sharedCredentials", "changePasswordUrls"];

/** An invalid list; the message may be shown to any user. */
export class BadList extends Error {}

const parsers: { [Name in ListName]: (value: unknown, refuse: (what: string) => never) => SiteLists[Name] } = {
  passwordRules: (value, refuse) => {
    const entries = entriesOf(value, refuse).map(([domain, entry]): [string, SiteRulesEntry] => [
      domain,
      readEntry(domain, entry, refuse),
    ]);
    // An empty list is more likely a mistake, so the last valid list stays in use.
    if (entries.length === 0) refuse("is empty");
    return withoutPrototype(entries);
  },
  sharedCredentials: (value, refuse) =>
    (Array.isArray(value) ? value : refuse("is not a list")).map((group: unknown) => readGroup(group, refuse)),
  changePasswordUrls: (value, refuse) =>
    withoutPrototype(
      entriesOf(value, refuse).map(([domain, url]) => [
        domain,
        typeof url === "string" ? url : refuse(`has no address for ${quoted(domain)}`),
      ]),
    ),
};

/** Parses one list; throws `BadList` unless every entry is valid. */
export function parseList<Name extends ListName>(name: Name, text: string): SiteLists[Name] {
  const refuse = (what: string): never => {
    throw new BadList(`${listFiles[name]} ${what}.`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("is not JSON");
  }
  return parsers[name](value, refuse);
}

function readEntry(domain: string, entry: unknown, refuse: (what: string) => never): SiteRulesEntry {
  const rules = memberOf(entry, "password-rules");
  if (!isDomain(domain) || typeof rules !== "string") return refuse(`has no rules for ${quoted(domain)}`);
  if (parsePasswordRules(rules).kind !== "rules")
    return refuse(`has rules for ${quoted(domain)} that are not understood`);
  return {
    "password-rules": rules,
    ...(memberOf(entry, "exact-domain-match-only") === true && { "exact-domain-match-only": true }),
  };
}

function readGroup(group: unknown, refuse: (what: string) => never): SharedCredentials {
  const domains = (name: string): string[] | undefined => {
    const value = memberOf(group, name);
    if (value === undefined) return undefined;
    return Array.isArray(value) && value.every(isDomain)
      ? value
      : refuse(`has a group whose "${name}" is no list of domains`);
  };
  const [shared, from, to] = [domains("shared"), domains("from"), domains("to")];
  if (shared !== undefined) return { shared };
  if (from === undefined || to === undefined) return refuse("has a group that shares nothing");
  return { from, to, ...(memberOf(group, "fromDomainsAreObsoleted") === true && { fromDomainsAreObsoleted: true }) };
}

function entriesOf(value: unknown, refuse: (what: string) => never): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : refuse("is not an object");
}

/** Without a prototype, so that a look-up finds only own entries. */
function withoutPrototype<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.assign(Object.create(null) as Record<string, Value>, Object.fromEntries(entries));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function isDomain(value: unknown): value is string {
  return typeof value === "string" && value.length <= 253 && /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(value);
}

function quoted(domain: string): string {
  return JSON.stringify(domain.slice(0, 80));
}
