import type { SiteAnswer } from "@/lib/schemas/site-rules";
import { findSiteRules } from "@/lib/services/passwords/find-site-rules";
import type { GeneratorPage } from "./generator-page";
import { readPageContext } from "./page";

/** The page with the rules of the site that its address names, for a browser that can't ask for them itself. */
export async function withRulesOfSite(page: GeneratorPage): Promise<GeneratorPage & { siteAnswer: SiteAnswer }> {
  const site = page.settings.rules.site?.trim() ?? "";
  if (page.mode !== "rules" || site === "") return { ...page, siteAnswer: { kind: "none" } };
  const { site: found } = findSiteRules(await readPageContext(), { site });
  if (found === null) return { ...page, siteAnswer: { kind: "unknown", site } };
  const settings = { ...page.settings, rules: { ...page.settings.rules, rules: found.rules } };
  return {
    ...page,
    settings,
    siteAnswer: { kind: "found", domain: found.domain, changePasswordUrl: found.change_password_url },
  };
}
