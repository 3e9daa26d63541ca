const NEXT_PATH_MAX = 2048;

// An API answers no person, and these pages lead on to the next path: they would ask again, or sign out who has just signed in.
const refusedPlaces = ["api", "log-in", "log-out"];

// Nobody asks for it; `invalid` never resolves (RFC 6761 §6.4).
const someOrigin = "https://next.invalid";

/** Gives back where to go after signing in, if it is an absolute path on this site that every browser reads alike; else null. */
export function safeNextPath(text: string | null | undefined): string | null {
  if (typeof text !== "string" || text.length > NEXT_PATH_MAX) return null;
  // Visible ASCII alone, no backslash: browsers drop tabs and line breaks, and read a backslash as a slash.
  if (!/^\/[\x21-\x7e]*$/.test(text) || text.includes("\\")) return null;

  const path = text.split(/[?#]/, 1)[0] ?? "";
  // None of our paths has an escape, so there is no second decoding to be fooled by.
  if (path.includes("//") || path.includes("%") || !staysAsWritten(text)) return null;

  const [, place = ""] = path.toLowerCase().split("/");
  return refusedPlaces.includes(place) ? null : text;
}

/** A path that parsing changes (`/./`, `/../`) is refused: what was checked must be what the browser goes to. */
function staysAsWritten(text: string): boolean {
  if (!URL.canParse(text, someOrigin)) return false;
  const { origin, pathname, search, hash } = new URL(text, someOrigin);
  return origin === someOrigin && pathname + search + hash === text;
}
