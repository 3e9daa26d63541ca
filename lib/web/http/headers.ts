// The headers of all responses: of the direct line, of Next's pages and of static files.

const commonHeaders = {
  "x-content-type-options": "nosniff",
  // With no-referrer, a form that is posted without JavaScript would send `Origin: null` and be refused.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
} as const;

// Two years, as hstspreload.org recommends; ASVS 3.4.1 requires at least one.
const strictTransportSecurity = `max-age=${2 * 365 * 24 * 60 * 60}`;

/** For API replies and static files: nothing may load, run or be framed. */
const apiContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** The additional headers for https; over plain http browsers ignore HSTS. */
export function transportHeaders({
  publicOrigin,
  hstsIncludesSubdomains,
}: {
  publicOrigin: string;
  hstsIncludesSubdomains: boolean;
}): Record<string, string> {
  if (!publicOrigin.startsWith("https:")) return {};
  const value = hstsIncludesSubdomains ? `${strictTransportSecurity}; includeSubDomains` : strictTransportSecurity;
  return { "strict-transport-security": value };
}

/** The headers of every response. Pages replace this Content-Security-Policy with their own. */
export function baselineHeaders(): Record<string, string> {
  return { ...commonHeaders, "content-security-policy": apiContentSecurityPolicy };
}

/** The headers of an API reply: the baseline, no-store and the request id. */
export function apiHeaders(requestId: string, contentType: string): Record<string, string> {
  return {
    "content-type": contentType,
    "cache-control": "no-store",
    "x-request-id": requestId,
    "x-content-type-options": commonHeaders["x-content-type-options"],
    "referrer-policy": commonHeaders["referrer-policy"],
    "cross-origin-opener-policy": commonHeaders["cross-origin-opener-policy"],
    "cross-origin-resource-policy": commonHeaders["cross-origin-resource-policy"],
    "permissions-policy": commonHeaders["permissions-policy"],
    "content-security-policy": apiContentSecurityPolicy,
  };
}

/** The policy of a page: only scripts and styles with this response's nonce, or from this origin as files. */
export function pageContentSecurityPolicy(nonce: string, development: boolean): string {
  return policyOfPage(nonce, development, development ? "'unsafe-inline'" : `'nonce-${nonce}'`);
}

/** The policy of the API documentation: Swagger UI and ReDoc add styles at run time, and ReDoc searches in a blob worker. */
export function documentationContentSecurityPolicy(nonce: string, development: boolean): string {
  return `${policyOfPage(nonce, development, "'unsafe-inline'")}; worker-src blob:`;
}

function policyOfPage(nonce: string, development: boolean, styleSource: string): string {
  return [
    "default-src 'self'",
    // React's development build uses eval for stack traces; the production build doesn't.
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${styleSource}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The policy of the service worker, which fetches the page and its files. */
export const serviceWorkerContentSecurityPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

/** The policy of the operator's logo: an SVG keeps its inline styles, and runs nothing. */
export const logoContentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/**
 * The policy of a mail in the frame that previews it: inline styles and nothing else. The page around it reads its height,
 * so it has the same origin; nothing in it can run.
 */
export const mailContentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin";
