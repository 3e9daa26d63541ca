import { WORDS_DEFAULT, type PassphraseOptions } from "@/lib/domain/passphrases/passphrase-options";
import type { TokenOptions } from "@/lib/domain/tokens/token";
import type { TypeableOptions } from "@/lib/domain/typeable/typeable-options";
import { PASSWORD_LENGTH_DEFAULT } from "./generator-options";

/** The settings of each mode. Add a new mode here first; the compiler then reports each place that must handle it. */
type SettingsByMode = {
  password: PasswordSettings;
  passphrase: PassphraseOptions;
  pin: { length: number };
  pronounceable: { length: number };
  typeable: TypeableOptions;
  token: TokenOptions;
};

export type GeneratorMode = keyof SettingsByMode;

type PasswordSettings = {
  length?: number | undefined;
  bits?: number | undefined;
  site?: string | undefined;
  rules?: string | undefined;
  pattern?: string | undefined;
};

type ModeDefinition<Settings> = {
  /** The name of the mode's results in receipts. */
  product: string;
  /** False if no result has enough bits for a receipt. */
  hasReceipts: boolean;
  /** A summary of the settings, for the description of a preset. */
  summarize: (settings: Settings) => string;
};

type ModeDefinitions = { [Mode in GeneratorMode]: ModeDefinition<SettingsByMode[Mode]> };

const definitions: ModeDefinitions = {
  password: { product: "Password", hasReceipts: true, summarize: summarizePassword },
  passphrase: {
    product: "Passphrase",
    hasReceipts: true,
    summarize: ({ bits, words = WORDS_DEFAULT }) =>
      `Passphrase, ${bits === undefined ? `${words} words` : atLeast(bits)}`,
  },
  pin: { product: "PIN", hasReceipts: false, summarize: ({ length }) => `PIN, ${length} digits` },
  pronounceable: {
    product: "Password that is easy to say",
    hasReceipts: true,
    summarize: ({ length }) => `Easy to say, ${length} letters`,
  },
  typeable: {
    product: "Password that is easy to type",
    hasReceipts: true,
    summarize: ({ length }) => `Easy to type, ${length} characters`,
  },
  token: {
    product: "Token",
    hasReceipts: true,
    summarize: ({ bytes, encoding }) => `Token, ${bytes} bytes in ${encoding}`,
  },
};

/** All modes by name, the default one first. */
export const generatorModes = Object.keys(definitions) as [GeneratorMode, ...GeneratorMode[]];

export const generatorModesWithReceipts = generatorModes.filter((mode) => definitions[mode].hasReceipts);

export function productOf(mode: GeneratorMode): string {
  return definitions[mode].product;
}

export function summarizeSettings<Mode extends GeneratorMode>(mode: Mode, settings: SettingsByMode[Mode]): string {
  const definition: ModeDefinition<SettingsByMode[Mode]> = definitions[mode];
  return definition.summarize(settings);
}

function summarizePassword({ site, rules, pattern, bits, length = PASSWORD_LENGTH_DEFAULT }: PasswordSettings): string {
  if (site !== undefined) return `Password for ${site}`;
  const amount = bits === undefined ? `${length} characters` : atLeast(bits);
  return rules === undefined && pattern === undefined ? `Password, ${amount}` : `Password by rules, ${amount}`;
}

function atLeast(bits: number): string {
  return `at least ${bits} bits`;
}
