import type { Preset } from "@/lib/schemas/presets";

/** Where the generator's page has a preset's settings, on whatever address this server is reached at; null where it has none such. */
export function pagePathOf({ page_url: address }: Preset): string | null {
  return address === null ? null : pathOf(address);
}

/** What is handed on: the page with these settings, else the request for a program. */
export function linkTo({ page_url: page, url }: Preset, origin: string): string {
  return origin + pathOf(page ?? url);
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
