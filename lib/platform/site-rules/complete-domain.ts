import { findSiteRule } from "@/lib/domain/rules/find-site-rule";
import type { SiteLists } from "@/lib/domain/rules/site-lists";

/**
 * Every domain that the lists have rules for, directly or through a domain with shared credentials, in alphabetical
 * order.
 */
export function domainsWithRules(lists: SiteLists): string[] {
  const sharing = lists.sharedCredentials.flatMap((group) =>
    "shared" in group ? group.shared : [...group.from, ...group.to],
  );
  const domains = new Set([
    ...Object.keys(lists.passwordRules),
    ...sharing.filter((domain) => findSiteRule(lists, domain) !== null),
  ]);
  return [...domains].sort();
}

/** Domains that start with the typed text, then those with a later label that starts with it. */
export function completeDomain(domains: readonly string[], typed: string, max: number): string[] {
  const prefix = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "");
  if (prefix === "") return [];
  const beginning = domains.filter((domain) => domain.startsWith(prefix));
  const inside = domains.filter((domain) => !domain.startsWith(prefix) && domain.includes(`.${prefix}`));
  return [...beginning, ...inside].slice(0, max);
}
