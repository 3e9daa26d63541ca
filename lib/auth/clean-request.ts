import { cookieName } from "./cookies";

const FORM_CHARACTERS_MAX = 8192;

/** Only these cookies reach Auth.js, and only if they are well-formed: it answers 500 to a broken callback cookie. */
const cookieFormats = {
  // 32 bytes as base64url.
  session: /^[\w-]{43}$/,
  // The token and its hash.
  csrf: /^[\da-f]{64}\|[\da-f]{64}$/,
} as const;

type AuthRequest = {
  publicOrigin: string;
  path: string;
  cookies: (name: string) => string | undefined;
  /** For a POST. */
  form?: URLSearchParams;
  /** Whether Auth.js replies with JSON instead of a redirect. */
  wantsJson?: boolean;
};

/**
 * A request of our own for Auth.js, which trusts what it gets: without the query and the Referer of the browser's request,
 * without `callbackUrl`, and with well-formed cookies only.
 */
export function cleanAuthRequest({ publicOrigin, path, cookies, form, wantsJson = false }: AuthRequest): Request {
  const headers = new Headers();
  const cookie = cleanCookies(cookies, publicOrigin.startsWith("https:"));
  if (cookie !== "") headers.set("cookie", cookie);
  if (wantsJson) headers.set("x-auth-return-redirect", "1");
  const url = publicOrigin + path;
  return form === undefined
    ? new Request(url, { headers })
    : new Request(url, { method: "POST", headers, body: cleanForm(form) });
}

function cleanCookies(cookies: AuthRequest["cookies"], secure: boolean): string {
  return (["session", "csrf"] as const)
    .flatMap((cookie) => {
      const name = cookieName(cookie, secure);
      const value = cookies(name) ?? "";
      return cookieFormats[cookie].test(value) ? [`${name}=${encodeURIComponent(value)}`] : [];
    })
    .join("; ");
}

function cleanForm(form: URLSearchParams): URLSearchParams {
  const clean = new URLSearchParams();
  for (const name of ["csrfToken", "ticket"]) {
    const value = form.get(name);
    if (value !== null) clean.set(name, value);
  }
  return clean;
}

/** The fields that a request to Auth.js's routes contains as a form or as JSON; null if they can't be read. */
export async function readAuthForm(request: Request): Promise<URLSearchParams | null> {
  const text = await request.text();
  const type = request.headers.get("content-type") ?? "";
  if (text.length > FORM_CHARACTERS_MAX) return null;
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return new URLSearchParams(text);
  const fields = /^application\/json\b/i.test(type) ? parseObject(text) : null;
  return fields && new URLSearchParams(Object.entries(fields).filter(isTextEntry));
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === "string";
}
