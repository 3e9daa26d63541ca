import {
  defaultGeneratorOptions,
  type GeneratorOptions,
  PASSWORD_LENGTH_DEFAULT_ON_PAGE,
} from "@/lib/domain/passwords/generator-options";
import { changedSettings } from "./changed-settings";
import type { Setting } from "./recipe";

const pageDefaults: GeneratorOptions = { ...defaultGeneratorOptions, length: PASSWORD_LENGTH_DEFAULT_ON_PAGE };

/** The settings that differ from the page's defaults, so that the default page has no query; a strength replaces the length. */
export function settingsForUrl(options: GeneratorOptions, bits?: number): Setting[] {
  return settingsBeside(pageDefaults, options, bits);
}

/** The settings that differ from the API's defaults, for a request; a strength replaces the length. */
export function settingsForApi(options: GeneratorOptions, bits?: number): Setting[] {
  return settingsBeside(defaultGeneratorOptions, options, bits);
}

function settingsBeside(usual: GeneratorOptions, options: GeneratorOptions, bits: number | undefined): Setting[] {
  const settings = changedSettings(bits === undefined ? options : { ...options, length: undefined }, usual);
  return bits === undefined ? settings : [["bits", bits], ...settings];
}
