import type { SiteAnswer } from "@/lib/schemas/site-rules";
import { findSiteRules } from "@/lib/services/passwords/find-site-rules";
import type { GeneratorPage } from "./generator-page";
import { readPageContext } from "./page";

/** Adds the rules of the site in the query to the page, for browsers without JavaScript. */
export async function withSiteRules(page: GeneratorPage): Promise<GeneratorPage & { siteAnswer: SiteAnswer }> {
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
