import { queryOf } from "./changed-settings";
import type { Setting } from "./recipe";

/** The settings as curl commands for a POSIX shell: a GET and a POST request. */
export function curlGet(endpoint: string, settings: readonly Setting[]): string {
  const query = queryOf(settings);
  return `curl ${shellQuoted(query === "" ? endpoint : `${endpoint}?${query}`)}`;
}

export function curlPost(endpoint: string, settings: readonly Setting[]): string {
  const body = JSON.stringify(Object.fromEntries(settings));
  return [`curl ${shellQuoted(endpoint)}`, "-H 'Content-Type: application/json'", `-d ${shellQuoted(body)}`].join(
    " \\\n  ",
  );
}

// Inside single quotes a POSIX shell takes every character literally, except the quote itself.
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
