import type { SiteAnswer } from "@/lib/domain/rules/site-answer";
import type { GeneratorPageMode, GeneratorPageSettings } from "@/lib/schemas/generator-page";
import { draftFromOptions, type GeneratorDraft } from "./generator-settings";
import { STRENGTH_BITS_DEFAULT } from "./strength-target";

/** The settings as form fields: a number is text, because it can be incomplete. */
type DraftOf<Settings> = {
  [Name in keyof Settings]: NonNullable<Settings[Name]> extends number ? string : Settings[Name];
};

export type PassphraseDraft = Omit<DraftOf<GeneratorPageSettings["passphrase"]>, "bits"> & {
  /** Whether the user sets the number of words or the strength. */
  by: "words" | "bits";
  bits: string;
};

export type RulesDraft = Omit<DraftOf<GeneratorPageSettings["rules"]>, "site" | "from_site"> & {
  siteAnswer: SiteAnswer;
  /** What the site says about its rules. It's read into `rules`, and isn't a setting. */
  sentence: string;
};

export type TypeableDraft = Omit<DraftOf<GeneratorPageSettings["typeable"]>, "use_numbers"> & { use_numbers: boolean };

/** The forms with more fields than the settings. */
type SpecialDrafts = {
  password: GeneratorDraft;
  passphrase: PassphraseDraft;
  rules: RulesDraft;
  typeable: TypeableDraft;
};

type PlainDrafts = {
  [Mode in Exclude<GeneratorPageMode, keyof SpecialDrafts>]: DraftOf<GeneratorPageSettings[Mode]>;
};

/** The forms of all modes. A form keeps its values while another mode is shown. */
export type GeneratorDrafts = SpecialDrafts & PlainDrafts;

export type LengthDraft = GeneratorDrafts["pin" | "pronounceable"];

/** Runs on the server, so that the initial bundle doesn't contain the defaults of each mode. */
export function draftsFromSettings(settings: GeneratorPageSettings, siteAnswer: SiteAnswer): GeneratorDrafts {
  const { password, passphrase, rules, typeable } = settings;
  const drafts = Object.entries(settings).map(([mode, one]) => [mode, draftOf(one)]);
  return {
    // Object.fromEntries loses which value belongs to which key.
    ...(Object.fromEntries(drafts) as PlainDrafts),
    password: draftFromOptions(password),
    passphrase: {
      ...draftOf(passphrase),
      by: passphrase.bits === undefined ? "words" : "bits",
      bits: String(passphrase.bits ?? STRENGTH_BITS_DEFAULT),
    },
    rules: {
      rules: rules.rules,
      pattern: rules.pattern,
      length: String(rules.length),
      spaces: rules.spaces,
      siteAnswer,
      sentence: "",
    },
    typeable: { ...draftOf(typeable), use_numbers: typeable.use_numbers ?? !typeable.same_keys },
  };
}

function draftOf<Settings extends object>(settings: Settings): DraftOf<Settings> {
  const entries = Object.entries(settings).map(([name, value]) => [
    name,
    typeof value === "number" ? String(value) : value,
  ]);
  return Object.fromEntries(entries) as DraftOf<Settings>;
}
