import type { Preset } from "@/lib/schemas/presets";

/** The generator page's path and query for a preset, valid at any origin of this server; null if the page can't show it. */
export function pagePathOf({ page_url: address }: Preset): string | null {
  return address === null ? null : pathOf(address);
}

/** The link to share: the page with these settings, or else the API request. */
export function linkTo({ page_url: page, url }: Preset, origin: string): string {
  return origin + pathOf(page ?? url);
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
