/**
 * The domains that a list may know a site by, nearest first: the host itself, then its parents down to two labels. Empty when
 * the text is no web address with a domain in it. The host is the first one, without "www.".
 */
export function siteDomains(hostOrUrl: string): string[] {
  const host = hostOf(hostOrUrl.trim());
  if (host === null) return [];
  const labels = host.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}

function hostOf(text: string): string | null {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parseUrl(hasScheme ? text : `https://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;

  // The parser has made it lower case and punycode, and numbers of any kind an address, which has no parents.
  const host = url.hostname.replace(/\.$/, "").replace(/^www\.(?=.*\.)/, "");
  const isAddress = host.startsWith("[") || /^[0-9.]+$/.test(host);
  return isAddress || host.split(".").includes("") ? null : host;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
