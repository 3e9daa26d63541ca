import { domainToASCII } from "node:url";
import { knownRules } from "@/lib/domain/rules/known-rules";
import type { SharedCredentials, SiteLists, SiteRulesEntry } from "@/lib/domain/rules/site-lists";

/** The files that are read from Apple's password-manager-resources (folder `quirks`), by list. */
export const listFiles = {
  passwordRules: "password-rules.json",
  sharedCredentials: "shared-credentials.json",
  changePasswordUrls: "change-password-URLs.json",
} as const satisfies Record<keyof SiteLists, string>;

export type ListName = keyof typeof listFiles;
export const listNames: readonly ListName[] = ["passwordRules", "sharedCredentials", "changePasswordUrls"];

/** A list, and what of its text isn't in it. */
export type ReadList<Name extends ListName> = { list: SiteLists[Name] } & Omissions;

export type Omissions = {
  /** Names of entries that can't be read. */
  skipped: readonly string[];
  /** Words of rules that this version doesn't know, each once. */
  unknownWords: readonly string[];
};

/** An invalid list; the message may be shown to any user. */
export class BadList extends Error {}

type Refuse = (what: string) => never;
type Notes = { skip(name: string): void; unknownWords: Set<string> };

const parsers: { [Name in ListName]: (value: unknown, refuse: Refuse, notes: Notes) => SiteLists[Name] } = {
  passwordRules: (value, refuse, notes) => {
    const entries = entriesOf(value, refuse);
    // An empty list is more likely a mistake, so the last valid list stays in use.
    if (entries.length === 0) refuse("is empty");
    const readable = readEach(entries, readEntry, notes);
    if (readable.length === 0) refuse("has no rules that can be read");
    return withoutPrototype(readable);
  },
  sharedCredentials: (value, refuse, notes) =>
    (Array.isArray(value) ? value : refuse("is not a list")).flatMap((group: unknown) => readGroup(group, notes) ?? []),
  changePasswordUrls: (value, refuse, notes) =>
    withoutPrototype(readEach(entriesOf(value, refuse), (url) => (typeof url === "string" ? url : null), notes)),
};

/** Parses one list. An entry that can't be read is skipped alone; throws `BadList` when the whole list can't be read. */
export function parseList<Name extends ListName>(name: Name, text: string): ReadList<Name> {
  const refuse: Refuse = (what) => {
    throw new BadList(`${listFiles[name]} ${what}.`);
  };
  const skipped: string[] = [];
  const unknownWords = new Set<string>();
  const list = parsers[name](parseJson(text, refuse), refuse, {
    skip: (entry) => void skipped.push(entry.slice(0, NAME_LENGTH_MAX)),
    unknownWords,
  });
  return { list, skipped, unknownWords: [...unknownWords] };
}

const NAME_LENGTH_MAX = 80;

function parseJson(text: string, refuse: Refuse): unknown {
  try {
    // Editors on Windows put a byte order mark first.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refuse("is not JSON");
  }
}

function readEach<Value>(
  entries: readonly (readonly [string, unknown])[],
  read: (entry: unknown, notes: Notes) => Value | null,
  notes: Notes,
): [string, Value][] {
  return entries.flatMap(([name, entry]): [string, Value][] => {
    // About the file, such as "$schema".
    if (name.startsWith("$")) return [];
    const domain = readDomain(name);
    const value = domain === null ? null : read(entry, notes);
    if (domain !== null && value !== null) return [[domain, value]];
    notes.skip(name);
    return [];
  });
}

function readEntry(entry: unknown, { unknownWords }: Notes): SiteRulesEntry | null {
  const text = memberOf(entry, "password-rules");
  const known = typeof text === "string" ? knownRules(text) : null;
  if (known === null) return null;
  for (const word of known.unknown) unknownWords.add(word.slice(0, NAME_LENGTH_MAX));
  return {
    "password-rules": known.rules,
    ...(memberOf(entry, "exact-domain-match-only") === true && { "exact-domain-match-only": true }),
  };
}

/** A domain that can't be read costs only itself, unless nothing is left that shares. */
function readGroup(group: unknown, notes: Notes): SharedCredentials | null {
  const domains = (name: string): string[] => {
    const value: unknown = memberOf(group, name);
    return (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
      const domain = readDomain(one);
      if (domain === null) notes.skip(typeof one === "string" ? one : `a domain of "${name}"`);
      return domain ?? [];
    });
  };
  const [shared, from, to] = [domains("shared"), domains("from"), domains("to")];
  if (shared.length > 0) return { shared };
  if (from.length > 0 && to.length > 0)
    return { from, to, ...(memberOf(group, "fromDomainsAreObsoleted") === true && { fromDomainsAreObsoleted: true }) };
  notes.skip("a group that shares nothing");
  return null;
}

function entriesOf(value: unknown, refuse: Refuse): [string, unknown][] {
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

/** As look-ups write it: in lower case and punycode. */
function readDomain(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const domain = domainToASCII(value.trim());
  return domain.length <= 253 && /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(domain) ? domain : null;
}
