import {
  followedSite,
  onlyChoice,
  rulesAfter,
  siteAnswerOf,
  siteQueryOf,
  type SiteAnswer,
} from "@/lib/domain/rules/site-answer";
import { findSiteRules } from "@/lib/services/passwords/find-site-rules";
import type { GeneratorPage } from "./generator-page";
import { readPageContext } from "./page";

/** Adds the rules of the site in the query to the page, for browsers without JavaScript. */
export async function withSiteRules(page: GeneratorPage): Promise<GeneratorPage & { siteAnswer: SiteAnswer }> {
  const { site = "", from_site: earlier = "", rules } = page.settings.rules;
  const context = await readPageContext();
  const look = (text: string): SiteAnswer => {
    const answer = siteAnswerOf(text, findSiteRules(context, siteQueryOf(text)));
    const only = onlyChoice(answer);
    return only === null ? answer : look(only);
  };
  const before = look(earlier.trim());
  const asked = site.trim();
  const siteAnswer = asked === "" ? answerWithoutSite(before, rules) : look(asked);
  const rulesNow = asked === "" ? rules : rulesAfter(siteAnswer, before, rules);
  return { ...page, settings: { ...page.settings, rules: { ...page.settings.rules, rules: rulesNow } }, siteAnswer };
}

/** Without a new site, the earlier one is named as long as its rules are in use. */
function answerWithoutSite(before: SiteAnswer, rules: string): SiteAnswer {
  return before.kind === "no-lists" || followedSite(before, rules) !== null ? before : { kind: "none" };
}
