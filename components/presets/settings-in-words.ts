import { WORDS_DEFAULT } from "@/lib/domain/passphrases/passphrase-options";
import { PASSWORD_LENGTH_DEFAULT } from "@/lib/domain/passwords/generator-options";
import type { Preset } from "@/lib/schemas/presets";

/** What a preset makes, in a few words. */
export function settingsInWords(settings: Preset["settings"]): string {
  switch (settings.mode) {
    case "passphrase":
      return `Passphrase, ${settings.bits === undefined ? `${settings.words ?? WORDS_DEFAULT} words` : atLeast(settings.bits)}`;
    case "pin":
      return `PIN, ${settings.length} digits`;
    case "pronounceable":
      return `Easy to say, ${settings.length} letters`;
    case "typeable":
      return `Easy to type, ${settings.length} characters`;
    default: {
      const amount =
        settings.bits === undefined
          ? `${settings.length ?? PASSWORD_LENGTH_DEFAULT} characters`
          : atLeast(settings.bits);
      if (settings.site !== undefined) return `Password for ${settings.site}`;
      return settings.rules === undefined && settings.pattern === undefined
        ? `Password, ${amount}`
        : `Password by rules, ${amount}`;
    }
  }
}

function atLeast(bits: number): string {
  return `at least ${bits} bits`;
}
