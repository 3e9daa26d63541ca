import type { SiteRule } from "@/lib/domain/rules/find-site-rule";
import { findWeakness, weaknessInWords } from "@/lib/domain/rules/find-weakness";
import { siteDomains } from "@/lib/domain/rules/site-domains";
import type { SiteRulesQuery, SiteRulesReply } from "@/lib/schemas/site-rules";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { NO_SITE_LISTS } from "./shared/no-site-lists";

const COMPLETIONS_MAX = 10;
const LICENCE = "MIT, Apple Inc., password-manager-resources";

/** The rules that the lists contain for a site, and the domains that start with the typed text. */
export function findSiteRules(context: Context<"site-rules">, { site, prefix }: SiteRulesQuery): SiteRulesReply {
  authorize(context, "passwords:generate");
  const { source, sites, updatedAt, problem } = context.siteRules.status();
  const found = site === undefined ? null : context.siteRules.find(site);
  return {
    site: found === null ? (sites === 0 ? siteWithoutLists(site) : null) : siteReply(found),
    domains: prefix === undefined ? [] : context.siteRules.complete(prefix, COMPLETIONS_MAX),
    lists: { source, sites, updated_at: updatedAt?.toISOString() ?? null, problem, licence: LICENCE },
  };
}

function siteReply({ domain, rules, changePasswordUrl }: SiteRule): SiteRulesReply["site"] {
  const weakness = findWeakness({ rules });
  const warning = weakness && weaknessInWords(weakness, "This site allows");
  return { domain, rules, change_password_url: changePasswordUrl ?? null, warning };
}

function siteWithoutLists(site = ""): SiteRulesReply["site"] {
  const [domain] = siteDomains(site);
  return domain === undefined ? null : { domain, rules: null, change_password_url: null, warning: NO_SITE_LISTS };
}
