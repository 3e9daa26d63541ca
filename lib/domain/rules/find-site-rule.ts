import { siteDomains } from "./site-domains";
import type { SharedCredentials, SiteLists } from "./site-lists";

/** The rules of a site, and its domain in the list. */
export type SiteRule = { domain: string; rules: string; changePasswordUrl?: string };

/** The rule of the nearest domain that has one or shares accounts with one that has; null when there is none. */
export function findSiteRule(lists: SiteLists, hostOrUrl: string): SiteRule | null {
  const domains = siteDomains(hostOrUrl);
  for (const [index, domain] of domains.entries()) {
    const owner = hasRule(lists, domain, index === 0) ? domain : domainSharingAccounts(lists, domain);
    const rules = owner === null ? undefined : lists.passwordRules[owner]?.["password-rules"];
    if (owner === null || rules === undefined) continue;

    const changePasswordUrl = changeUrl(lists, domains) ?? changeUrl(lists, [owner]);
    return { domain: owner, rules, ...(changePasswordUrl !== undefined && { changePasswordUrl }) };
  }
  return null;
}

/** The change-password URL of a site, whether or not the site has a rule. */
export function findChangePasswordUrl(lists: SiteLists, hostOrUrl: string): string | null {
  return changeUrl(lists, siteDomains(hostOrUrl)) ?? null;
}

function hasRule(lists: SiteLists, domain: string, isHost: boolean): boolean {
  // Own properties only: "constructor" isn't a domain in the data.
  if (!Object.hasOwn(lists.passwordRules, domain)) return false;
  return isHost || lists.passwordRules[domain]?.["exact-domain-match-only"] !== true;
}

/** The first domain with a rule among those that accept the same password. */
function domainSharingAccounts(lists: SiteLists, domain: string): string | null {
  for (const group of lists.sharedCredentials) {
    const owner = servedBy(group, domain).find((other) => hasRule(lists, other, true));
    if (owner !== undefined) return owner;
  }
  return null;
}

/** The domains at which a password for this domain is used. Obsolete domains and their successor share passwords. */
function servedBy(group: SharedCredentials, domain: string): readonly string[] {
  if ("shared" in group) return group.shared.includes(domain) ? group.shared : [];
  if (group.from.includes(domain)) return [...group.to, ...group.from];
  return group.to.includes(domain) ? [...group.to, ...(group.fromDomainsAreObsoleted === true ? group.from : [])] : [];
}

function changeUrl(lists: SiteLists, domains: readonly string[]): string | undefined {
  const known = domains.find((domain) => Object.hasOwn(lists.changePasswordUrls, domain));
  const url = known === undefined ? undefined : lists.changePasswordUrls[known];
  return url?.startsWith("https://") ? url : undefined;
}
