const NEXT_PATH_MAX = 2048;

// API paths show no page, and these pages redirect to the next path: they would ask again, or log out a user who has
// just logged in.
const refusedPlaces = ["api", "log-in", "log-out"];

// Never requested: `invalid` doesn't resolve (RFC 6761 §6.4).
const someOrigin = "https://next.invalid";

/**
 * Returns the path to open after log-in if it is an absolute path on this site that all browsers parse alike; otherwise
 * null.
 */
export function safeNextPath(text: string | null | undefined): string | null {
  if (typeof text !== "string" || text.length > NEXT_PATH_MAX) return null;
  // Visible ASCII only, no backslash: browsers drop tabs and line breaks, and treat a backslash as a slash.
  if (!/^\/[\x21-\x7e]*$/.test(text) || text.includes("\\")) return null;

  const path = text.split(/[?#]/, 1)[0] ?? "";
  // None of our paths contains an escape, so none needs decoding.
  if (path.includes("//") || path.includes("%") || !staysAsWritten(text)) return null;

  const [, place = ""] = path.toLowerCase().split("/");
  return refusedPlaces.includes(place) ? null : text;
}

/** Refuses a path that parsing changes (`/./`, `/../`): the browser must open exactly what was checked. */
function staysAsWritten(text: string): boolean {
  if (!URL.canParse(text, someOrigin)) return false;
  const { origin, pathname, search, hash } = new URL(text, someOrigin);
  return origin === someOrigin && pathname + search + hash === text;
}
