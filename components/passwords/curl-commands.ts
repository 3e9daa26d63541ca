import type { GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { settingsForApi } from "./settings-query";

/** The same settings as two requests to the API, ready for a POSIX shell. */
export function curlGet(endpoint: string, options: GeneratorOptions): string {
  const query = new URLSearchParams(settingsForApi(options).map(([name, value]) => [name, String(value)])).toString();
  return `curl ${shellQuoted(query === "" ? endpoint : `${endpoint}?${query}`)}`;
}

export function curlPost(endpoint: string, options: GeneratorOptions): string {
  const body = JSON.stringify(Object.fromEntries(settingsForApi(options)));
  return [`curl ${shellQuoted(endpoint)}`, "-H 'Content-Type: application/json'", `-d ${shellQuoted(body)}`].join(" \\\n  ");
}

// Inside single quotes a POSIX shell reads everything as it stands, save the quote itself.
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
