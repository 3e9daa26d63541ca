"use client";

import { useMemo, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { joinClasses } from "@/components/ui/join-classes";
import { SliderField } from "@/components/ui/slider-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { PASSWORD_LENGTH_MAX } from "@/lib/domain/passwords/generator-options";
import { secureRandom } from "@/lib/domain/random";
import { findWeakness, WEAK_UNDER_BITS, weaknessInWords } from "@/lib/domain/rules/find-weakness";
import type { RuleGenerator } from "@/lib/domain/rules/generate-by-rules";
import { anyPassword, type RulesOnForm, writeRulesForm } from "@/lib/domain/rules/rules-form";
import { followedSite, rulesAfter } from "@/lib/domain/rules/site-answer";
import { readSiteSentence, type SentenceReading } from "@/lib/domain/rules/site-sentence";
import { changedSettings } from "./changed-settings";
import { describeRules, type RulesErrors } from "./describe-rules";
import { EntropyExplanation } from "./entropy-explanation";
import { GeneratorBody } from "./generator-body";
import type { RulesDraft } from "./generator-drafts";
import type { ModeProps } from "./mode-props";
import { type ModeSettings, passwordKind, type Recipe } from "./recipe";
import { RulesFormFields } from "./rules-form-fields";
import {
  defaultRulesInUrl,
  followsSentence,
  forbidsSpaces,
  readRulesDraft,
  rulesAfterSentence,
  rulesForRequest,
  rulesForUrl,
  rulesOnForm,
} from "./rules-settings";
import { SiteBox } from "./site-box";
import { SiteSentence } from "./site-sentence";

const written = { autoComplete: "off", autoCapitalize: "none", autoCorrect: "off", spellCheck: false } as const;

export const EXAMPLE_RULES =
  "minlength: 8; maxlength: 20; required: lower; required: upper; required: digit; allowed: [-_.!];";

export function RulesMode({ draft, change, frame }: ModeProps<RulesDraft>) {
  const settings = useMemo(() => settingsOf(draft), [draft]);
  const errors = settings.kind === "refused" ? settings.errors : {};
  const length = settings.kind === "ready" ? settings.recipe.length : null;
  const onForm = useMemo(() => rulesOnForm(draft.rules), [draft.rules]);
  const reading = useMemo(() => readSiteSentence(draft.sentence), [draft.sentence]);
  const source = sourceOf(draft, reading);
  const isLeftToUser = source === "" && leavesRulesToUser(draft);
  const { siteAnswer } = draft;
  const site = followedSite(siteAnswer, draft.rules);
  const isOfSite = site !== null || followsSentence(draft, reading);
  const weakness = useMemo(() => weaknessOf(settings, draft, isOfSite), [settings, draft, isOfSite]);
  return (
    <GeneratorBody
      mode="rules"
      kind={passwordKind}
      settings={settings}
      frame={frame}
      notes={notesFor(site, draft, reading)}
      warning={weakness}
      lead={
        <div
          className={joinClasses(
            "grid grid-cols-[minmax(0,1fr)] gap-3",
            siteAnswer.kind !== "no-lists" && "lg:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] lg:gap-8",
          )}
        >
          {siteAnswer.kind !== "no-lists" && (
            <>
              <SiteBox
                answer={siteAnswer}
                followed={site}
                sentence={draft.sentence}
                onAnswer={(answer) => change(afterAnswer(answer, draft))}
              />
              <p aria-hidden className="self-center text-14 text-muted max-lg:hidden noscript:hidden">
                or
              </p>
            </>
          )}
          <div className={joinClasses("noscript:hidden", site !== null && "max-lg:hidden")}>
            <SiteSentence
              sentence={draft.sentence}
              reading={reading}
              inUse={followsSentence(draft, reading)}
              besideSite={siteAnswer.kind !== "no-lists"}
              onChange={(sentence) => change(rulesAfterSentence(sentence, draft))}
            />
          </div>
        </div>
      }
    >
      <PreferredLength draft={draft} allowed={length} onForm={onForm} error={errors.length} change={change} />
      {!forbidsSpaces(draft, reading) && (
        <Checkbox
          name="spaces"
          value="true"
          label="Allow spaces"
          hint="Never first or last, unless the rules demand it."
          checked={draft.spaces}
          onChange={(event) => change({ spaces: event.target.checked })}
        />
      )}
      <div className="flex flex-col">
        <div className="noscript:hidden">
          {onForm === null ? (
            <UnreadableRules onClear={() => change({ rules: "" })} />
          ) : (
            // Rules that a site gave are shown above the password. A new source opens or closes the fields again.
            <Disclosure
              key={`${source} ${isLeftToUser}`}
              summary="Rules"
              startsOpen={isLeftToUser || (source === "" && draft.rules !== "")}
            >
              <RulesFormFields rules={onForm} onChange={(rules) => change({ rules: writeRulesForm(rules) })} />
            </Disclosure>
          )}
        </div>
        <Disclosure
          summary="Advanced"
          note={draft.pattern === "" ? undefined : "pattern set"}
          startsOpen={draft.pattern !== "" || onForm === null}
          shownWithoutScript
        >
          <TextArea
            {...written}
            name="rules"
            label="Password rules"
            rows={3}
            hint={
              <>
                In the syntax of the <code className="font-mono">passwordrules</code> attribute, for example{" "}
                <code className="font-mono [overflow-wrap:anywhere]">{EXAMPLE_RULES}</code>
              </>
            }
            value={draft.rules}
            error={errors.rules}
            onChange={(event) => change({ rules: event.target.value })}
          />
          <TextField
            {...written}
            name="pattern"
            label="HTML pattern"
            hint="The pattern attribute of the site’s field: a regular expression for the whole password."
            value={draft.pattern}
            error={errors.pattern}
            className="w-full font-mono"
            onChange={(event) => change({ pattern: event.target.value })}
          />
        </Disclosure>
      </div>
    </GeneratorBody>
  );
}

function UnreadableRules({ onClear }: { onClear: () => void }) {
  return (
    <Alert tone="warn">
      <div className="flex flex-col items-start gap-2">
        <p>The rules under “Advanced” can’t be shown as a form. Correct or clear them.</p>
        <Button onClick={onClear}>Clear rules</Button>
      </div>
    </Alert>
  );
}

type PreferredLengthProps = Pick<ModeProps<RulesDraft>, "draft" | "change"> & {
  /** The length of the password; null if the settings are invalid. */
  allowed: number | null;
  onForm: RulesOnForm | null;
  error: string | undefined;
};

/** The wanted length, within what the rules say. A length that the rules fix can't be chosen. */
function PreferredLength({ draft, allowed, onForm, error, change }: PreferredLengthProps) {
  // The length that the user typed stays in the field as long as the rules stay.
  const [typedFor, setTypedFor] = useState<string | null>(null);
  const { lengthMin, lengthMax } = onForm?.form ?? anyPassword;
  const shown = allowed === null || typedFor === draft.rules ? draft.length : String(allowed);
  if (lengthMin !== null && lengthMin === lengthMax && error === undefined) {
    return (
      <p className="flex items-baseline justify-between gap-4 text-14">
        <span className="font-medium">Length</span>
        <span className="text-muted">{lengthMin} characters, set by the rules</span>
        <input type="hidden" name="length" value={lengthMin} />
      </p>
    );
  }
  const isOther = allowed !== null && allowed !== Number(shown);
  return (
    <SliderField
      name="length"
      label="Preferred length"
      min={Math.min(lengthMin ?? 1, PASSWORD_LENGTH_MAX)}
      max={Math.min(lengthMax ?? PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MAX)}
      value={shown}
      hint={isOther ? `The rules allow ${allowed}.` : undefined}
      error={error}
      onValueChange={(value) => {
        setTypedFor(draft.rules);
        change({ length: value });
      }}
    />
  );
}

/** Where the rules came from before the user changed them: a site's domain, "text", or "" for the user. */
function sourceOf({ siteAnswer, sentence }: RulesDraft, reading: SentenceReading): string {
  if (siteAnswer.kind === "found") return siteAnswer.domain;
  return sentence.trim() !== "" && reading.rules !== "" && reading.notUnderstood.length === 0 ? "text" : "";
}

/** Whether a look-up or the site's text gave no rules, so that the user has to enter them. */
function leavesRulesToUser({ siteAnswer: { kind }, sentence }: RulesDraft): boolean {
  return kind === "unknown" || kind === "failed" || sentence.trim() !== "";
}

// Says nothing beside "No spaces".
const ANY_CHARACTERS = "Only lowercase letters, uppercase letters, digits and symbols.";

/** Where the rules come from and what they say, as long as they weren't changed. */
function notesFor(site: string | null, draft: RulesDraft, reading: SentenceReading): string[] {
  if (draft.rules + draft.pattern === "") return ["No rules yet"];
  const isOfText = followsSentence(draft, reading);
  if (site === null && !isOfText) return [];
  const inWords = describeRules(draft.rules)
    .filter((line) => line !== ANY_CHARACTERS)
    .map((line) => line.replace(/\.$/, ""));
  if (isOfText && reading.spaces === false && !draft.spaces) inWords.push("No spaces");
  return [site === null ? "Rules of the site’s text" : `Rules of ${site}`, ...inWords];
}

/** A site's rules replace those that its sentence gave. */
function afterAnswer(siteAnswer: RulesDraft["siteAnswer"], draft: RulesDraft): Partial<RulesDraft> {
  const rules = rulesAfter(siteAnswer, draft.siteAnswer, draft.rules);
  return siteAnswer.kind === "found" ? { siteAnswer, rules, sentence: "" } : { siteAnswer, rules };
}

function settingsOf(draft: RulesDraft): ModeSettings<RulesErrors> {
  const reading = readRulesDraft(draft);
  if (reading.kind === "refused") return reading;
  return {
    kind: "ready",
    recipe: recipeOf(reading.generator),
    inUrl: changedSettings(rulesForUrl(draft), defaultRulesInUrl),
    inRequest: changedSettings(rulesForRequest(draft, reading.generator), {}),
  };
}

/** The weakness of the rules themselves; a short length set by the user isn't one. */
function weaknessOf(
  settings: ModeSettings<RulesErrors>,
  { rules, pattern }: RulesDraft,
  isOfSite: boolean,
): string | null {
  if (settings.kind === "refused" || settings.recipe.bits >= WEAK_UNDER_BITS) return null;
  const weakness = findWeakness({ rules, pattern: pattern === "" ? undefined : pattern });
  return weakness && weaknessInWords(weakness, isOfSite ? "The site’s rules allow" : "These rules allow");
}

function recipeOf(generator: RuleGenerator): Recipe {
  const { bits, length, alphabetSize } = generator;
  return {
    bits,
    length,
    entropyExplanation: (
      <EntropyExplanation bits={bits} plural="passwords">
        {length} characters from a set of {alphabetSize}, without passwords that break a rule,
      </EntropyExplanation>
    ),
    draw: () => generator.draw(secureRandom),
  };
}
