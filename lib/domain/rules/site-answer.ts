import { siteDomains } from "./site-domains";

/** What the generator page shows about the given site. */
export type SiteAnswer =
  | { kind: "none" }
  | { kind: "found"; domain: string; rules: string; changePasswordUrl: string | null }
  /** The text isn't a domain, but the lists have domains that match its beginning. */
  | { kind: "choices"; site: string; domains: readonly string[] }
  | { kind: "unknown"; site: string }
  | { kind: "no-lists" }
  | { kind: "failed" };

/** What a server with site lists answers. */
export type AnswerFromLists = Exclude<SiteAnswer, { kind: "no-lists" }>;

/** The API's reply, as far as an answer needs it. */
export type SiteReply = {
  site: { domain: string; rules: string | null; change_password_url: string | null } | null;
  domains: readonly string[];
  lists: { sites: number };
};

/** The query for what a user typed: a text that is no domain may be the beginning of one. */
export function siteQueryOf(site: string): { site: string; prefix?: string } {
  return site === "" || siteDomains(site).length > 0 ? { site } : { site, prefix: site };
}

export function siteAnswerOf(site: string, { site: found, domains, lists }: SiteReply): SiteAnswer {
  if (found !== null && found.rules !== null)
    return { kind: "found", domain: found.domain, rules: found.rules, changePasswordUrl: found.change_password_url };
  if (lists.sites === 0) return { kind: "no-lists" };
  return domains.length > 0 ? { kind: "choices", site, domains } : { kind: "unknown", site };
}

/** The site that was meant if there is one choice; it is then looked up. */
export function onlyChoice(answer: SiteAnswer): string | null {
  if (answer.kind !== "choices") return null;
  const [first, ...others] = answer.domains;
  return first !== undefined && others.length === 0 && first !== answer.site ? first : null;
}

/** The site whose rules are in use; null once they were changed. */
export function followedSite(answer: SiteAnswer, rules: string): string | null {
  return answer.kind === "found" && answer.rules === rules ? answer.domain : null;
}

/** The rules after an answer. A miss clears what an earlier site had set, and keeps what the user wrote. */
export function rulesAfter(next: SiteAnswer, before: SiteAnswer, rules: string): string {
  if (next.kind === "found") return next.rules;
  return followedSite(before, rules) === null ? rules : "";
}
