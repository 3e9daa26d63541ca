/**
 * The domains under which a list may have a site, nearest first: the host without "www.", then its parents down to two
 * labels. Empty when the text isn't a URL or host with a domain.
 */
export function siteDomains(hostOrUrl: string): string[] {
  const host = hostOf(hostOrUrl.trim());
  if (host === null) return [];
  const labels = host.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}

/** Whether the whole text is a domain name or a web address, such as "paypal.com". */
export function looksLikeSite(text: string): boolean {
  const site = text.trim();
  return /^(?:https?:\/\/)?[\p{L}\p{N}.-]+\.\p{L}{2,}(?:[/?#]\S*)?$/iu.test(site) && siteDomains(site).length > 0;
}

function hostOf(text: string): string | null {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parseUrl(hasScheme ? text : `https://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;

  // The URL parser has converted the host to lower case and punycode, and numeric hosts to IP addresses, which have no parents.
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
