import { authorize } from "../authorize";
import type { Context } from "../context";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Renews the lists of sites' rules once a week, and until it worked each time that this is called; a file of the operator's own is looked at each time. Gives whether they are fresh. */
export async function refreshSiteRules(context: Context<"site-rules">): Promise<boolean> {
  authorize(context, "site-rules:refresh");
  const { source, checkedAt, problem } = context.siteRules.status();
  const isFresh = checkedAt !== null && problem === null && context.now().getTime() - checkedAt.getTime() < WEEK_MS;
  return source === "off" || (source === "auto" && isFresh) || context.siteRules.refresh();
}
