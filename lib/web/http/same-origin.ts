import { AppError } from "@/lib/errors";

/**
 * Whether a request comes from a page of this server, by Sec-Fetch-Site. Without that header the Origin must be one of
 * our own; a missing or null Origin is refused.
 */
export function isSameOrigin(
  site: string | null | undefined,
  origin: string | null | undefined,
  ownOrigins: readonly string[],
): boolean {
  return site ? site === "same-origin" : ownOrigins.includes(origin ?? "");
}

/** The error for a cross-site request. */
export function crossSiteRequest(): AppError {
  return new AppError("forbidden", "This request came from another site. Open the page here and try again.");
}
