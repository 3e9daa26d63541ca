import { findWeakness, weaknessInWords } from "@/lib/domain/rules/find-weakness";
import type { SiteRulesQuery, SiteRulesReply } from "@/lib/schemas/site-rules";
import { authorize } from "../authorize";
import type { Context } from "../context";

const COMPLETIONS_MAX = 10;
const LICENCE = "MIT, Apple Inc., password-manager-resources";

/** The rules that the lists contain for a site, and the domains that start with the typed text. */
export function findSiteRules(context: Context<"site-rules">, { site, prefix }: SiteRulesQuery): SiteRulesReply {
  authorize(context, "passwords:generate");
  const found = site === undefined ? null : context.siteRules.find(site);
  const { source, sites, updatedAt, problem } = context.siteRules.status();
  const weakness = found && findWeakness({ rules: found.rules });
  const warning = weakness && weaknessInWords(weakness, "This site allows");
  return {
    site: found && {
      domain: found.domain,
      rules: found.rules,
      change_password_url: found.changePasswordUrl ?? null,
      warning,
    },
    domains: prefix === undefined ? [] : context.siteRules.complete(prefix, COMPLETIONS_MAX),
    lists: { source, sites, updated_at: updatedAt?.toISOString() ?? null, problem, licence: LICENCE },
  };
}
