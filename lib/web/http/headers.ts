// Every header stands here once, for the direct line, for Next's pages and for its static files alike.

const commonHeaders = {
  "x-content-type-options": "nosniff",
  // Not no-referrer: a form posted without JavaScript from such a page would send `Origin: null` and be refused.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
} as const;

// Two years, as hstspreload.org asks; ASVS 3.4.1 wants at least one.
const strictTransportSecurity = `max-age=${2 * 365 * 24 * 60 * 60}; includeSubDomains`;

/** A reply of the API is never a page: nothing in it may load, run or be framed. */
const apiContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** What a response needs besides when the public origin is https; on plain http browsers ignore HSTS anyway. */
export function transportHeaders(publicOrigin: string): Record<string, string> {
  return publicOrigin.startsWith("https:") ? { "strict-transport-security": strictTransportSecurity } : {};
}

/** What every response carries, whatever made it. Static files get this policy; pages replace it with one of their own. */
export function baselineHeaders(): Record<string, string> {
  return { ...commonHeaders, "content-security-policy": apiContentSecurityPolicy };
}

/** A reply of the API: the baseline, never stored, with its request id. */
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

/** A page's policy: only scripts and styles that carry this response's nonce or come from here as files. */
export function pageContentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    // React's development build rebuilds stack traces with eval; the production build does not.
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** A mail's in its frame on the page of ours that shows it: its inline styles and nothing else. */
export const mailContentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** The API documentation's policy: Swagger UI and ReDoc write styles at run time, and ReDoc searches in a blob worker. */
export const documentationContentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
