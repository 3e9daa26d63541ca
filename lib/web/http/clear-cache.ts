import type { ServerResponse } from "node:http";

/** Tells a browser to remove what it has cached from this server (ASVS 14.3.1). */
export const clearSiteData = { "clear-site-data": '"cache"' } as const;

// Over https with the prefix `__Host-`.
const REMOVED_SESSION = /^(?:__Host-)?latchkey\.session=;/;

/**
 * Adds Clear-Site-Data to a reply that removes the session cookie. A log-out is a server action, which can't set headers,
 * and its reply is a redirect with and without JavaScript.
 */
export function clearCacheAtLogOut(outgoing: ServerResponse): void {
  const { writeHead } = outgoing;
  Object.assign(outgoing, {
    // Also called for a reply that is written without it. Its signatures only pass through.
    writeHead: (...input: unknown[]) => {
      if (removesSession(outgoing))
        for (const [name, value] of Object.entries(clearSiteData)) outgoing.setHeader(name, value);
      return Reflect.apply(writeHead, outgoing, input);
    },
  });
}

function removesSession(outgoing: ServerResponse): boolean {
  return [outgoing.getHeader("set-cookie") ?? []].flat().some((cookie) => REMOVED_SESSION.test(String(cookie)));
}
