import { authorize } from "../authorize";
import type { Context } from "../context";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Refreshes the lists of site rules once a week, and at every call until a refresh succeeds; checks the operator's own
 * files at every call. Returns whether the lists are current.
 */
export async function refreshSiteRules(context: Context<"site-rules">): Promise<boolean> {
  authorize(context, "site-rules:refresh");
  const { source, checkedAt, problem } = context.siteRules.status();
  const isFresh = checkedAt !== null && problem === null && context.now().getTime() - checkedAt.getTime() < WEEK_MS;
  return source === "off" || (source === "auto" && isFresh) || context.siteRules.refresh();
}
