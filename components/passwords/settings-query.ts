import {
  defaultGeneratorOptions,
  type GeneratorOptions,
  PASSWORD_LENGTH_DEFAULT_ON_PAGE,
} from "@/lib/domain/passwords/generator-options";
import { changedSettings } from "./changed-settings";
import type { Setting } from "./recipe";

const pageDefaults: GeneratorOptions = { ...defaultGeneratorOptions, length: PASSWORD_LENGTH_DEFAULT_ON_PAGE };

/** The settings that differ from the page's own, so that the plain page keeps its plain address; a strength stands for the length. */
export function settingsForAddress(options: GeneratorOptions, bits?: number): Setting[] {
  const settings = changedSettings(bits === undefined ? options : { ...options, length: undefined }, pageDefaults);
  return bits === undefined ? settings : [["bits", bits], ...settings];
}

/** The settings that differ from the API's defaults, for a request to it. */
export function settingsForApi(options: GeneratorOptions): Setting[] {
  return changedSettings(options, defaultGeneratorOptions);
}
