import { queryOf } from "./changed-settings";
import type { Setting } from "./recipe";

/** The settings as curl commands for a POSIX shell: a GET and a POST request. Values that need encoding stay readable. */
export function curlGet(endpoint: string, settings: readonly Setting[]): string {
  if (settings.every(([, value]) => isPlain(value))) {
    const query = queryOf(settings);
    return `curl ${shellQuoted(query === "" ? endpoint : `${endpoint}?${query}`)}`;
  }
  const lines = settings.map(([name, value]) =>
    isPlain(value) ? `-d ${name}=${value}` : `--data-urlencode ${shellQuoted(`${name}=${value}`)}`,
  );
  return [`curl -G ${shellQuoted(endpoint)}`, ...lines].join(" \\\n  ");
}

export function curlPost(endpoint: string, settings: readonly Setting[]): string {
  const body = JSON.stringify(Object.fromEntries(settings));
  return [`curl ${shellQuoted(endpoint)}`, "-H 'Content-Type: application/json'", `-d ${shellQuoted(body)}`].join(
    " \\\n  ",
  );
}

function isPlain(value: Setting[1]): boolean {
  return /^[\w.-]+$/.test(String(value));
}

// Inside single quotes a POSIX shell takes every character literally, except the quote itself.
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
