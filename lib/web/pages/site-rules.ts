import { PASSWORD_LENGTH_DEFAULT_ON_PAGE } from "@/lib/domain/passwords/generator-options";
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
  if (asked === "") return { ...page, siteAnswer };
  // The earlier site's rules limited the length in the form.
  const length = followedSite(before, rules) === null ? page.settings.rules.length : PASSWORD_LENGTH_DEFAULT_ON_PAGE;
  const now = { ...page.settings.rules, rules: rulesAfter(siteAnswer, before, rules), length };
  return { ...page, settings: { ...page.settings, rules: now }, siteAnswer };
}

/** Without a new site, the earlier one is named as long as its rules are in use. */
function answerWithoutSite(before: SiteAnswer, rules: string): SiteAnswer {
  return before.kind === "no-lists" || followedSite(before, rules) !== null ? before : { kind: "none" };
}
