import {
  defaultGeneratorOptions,
  type GeneratorOptions,
  PASSWORD_LENGTH_DEFAULT_ON_PAGE,
} from "@/lib/domain/passwords/generator-options";

const pageDefaults: GeneratorOptions = { ...defaultGeneratorOptions, length: PASSWORD_LENGTH_DEFAULT_ON_PAGE };

/** The settings that differ from the page's own, so that the plain page keeps its plain address. */
export function pageQuery(options: GeneratorOptions): string {
  return new URLSearchParams(changedSettings(options, pageDefaults)).toString();
}

/** The settings that differ from the API's defaults, for a request to it. */
export function settingsForApi(options: GeneratorOptions): [string, string | number | boolean][] {
  return changedEntries(options, defaultGeneratorOptions);
}

function changedSettings(options: GeneratorOptions, defaults: GeneratorOptions): [string, string][] {
  return changedEntries(options, defaults).map(([name, value]) => [name, String(value)]);
}

function changedEntries(options: GeneratorOptions, defaults: GeneratorOptions): [string, string | number | boolean][] {
  const usual = new Map<string, unknown>(Object.entries(defaults));
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined || value === usual.get(name) ? [] : [[name, value] as [string, string | number | boolean]],
  );
}
