import { apiRoutes } from "@/lib/api-routes";
import { onlyChoice, siteAnswerOf, siteQueryOf, type SiteAnswer } from "@/lib/domain/rules/site-answer";
import { siteDomains } from "@/lib/domain/rules/site-domains";
import type { SiteRulesReply } from "@/lib/schemas/site-rules";

// In memory only, so that the browser stores no list of the sites that someone uses.
const remembered = new Map<string, SiteAnswer>();
const REMEMBERED_MAX = 200;

/** The rules of a site. Offline, those of a site that was looked up since the page was loaded. */
export async function lookUpSite(site: string): Promise<SiteAnswer> {
  const reply = await fetchSiteRules(siteQueryOf(site));
  if (reply === null) return remembered.get(keyOf(site)) ?? { kind: "failed" };
  const answer = siteAnswerOf(site, reply);
  const only = onlyChoice(answer);
  if (only !== null) return lookUpSite(only);
  rememberAnswer(site, answer);
  return answer;
}

/** For look-ups without a network. */
export function rememberAnswer(site: string, answer: SiteAnswer): void {
  if (answer.kind === "no-lists" || remembered.size >= REMEMBERED_MAX) return;
  remembered.set(keyOf(site), answer);
  if (answer.kind === "found") remembered.set(keyOf(answer.domain), answer);
}

/** Domains that begin with the text. Offline, those that were found since the page was loaded. */
export async function completeSite(prefix: string): Promise<readonly string[]> {
  const reply = await fetchSiteRules({ prefix });
  if (reply !== null) return reply.domains;
  const found = [...remembered.values()].flatMap((answer) => (answer.kind === "found" ? [answer.domain] : []));
  return [...new Set(found)].filter((domain) => domain.startsWith(keyOf(prefix)));
}

/** The same for all spellings of a site: with a path, with "www." and in capitals. */
function keyOf(site: string): string {
  return siteDomains(site)[0] ?? site.trim().toLowerCase();
}

async function fetchSiteRules(query: Record<string, string>): Promise<SiteRulesReply | null> {
  try {
    const reply = await fetch(`${apiRoutes.siteRules()}?${new URLSearchParams(query)}`);
    // The server validates its replies against the same schema.
    return reply.ok ? ((await reply.json()) as SiteRulesReply) : null;
  } catch {
    return null;
  }
}
