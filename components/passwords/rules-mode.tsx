"use client";

import { useMemo } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { SliderField } from "@/components/ui/slider-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { PASSWORD_LENGTH_MAX } from "@/lib/domain/passwords/generator-options";
import { secureRandom } from "@/lib/domain/random";
import { findWeakness, WEAK_UNDER_BITS, weaknessInWords } from "@/lib/domain/rules/find-weakness";
import type { RuleGenerator } from "@/lib/domain/rules/generate-by-rules";
import { writeRulesForm } from "@/lib/domain/rules/rules-form";
import { followedSite, rulesAfter } from "@/lib/domain/rules/site-answer";
import { readSiteSentence, type SentenceReading } from "@/lib/domain/rules/site-sentence";
import { changedSettings } from "./changed-settings";
import type { RulesErrors } from "./describe-rules";
import { EntropyExplanation } from "./entropy-explanation";
import { GeneratorBody } from "./generator-body";
import type { RulesDraft } from "./generator-drafts";
import type { ModeProps } from "./mode-props";
import { type ModeSettings, passwordKind, type Recipe } from "./recipe";
import { RulesFormFields } from "./rules-form-fields";
import {
  defaultRulesInUrl,
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
  const weakness = useMemo(() => weaknessOf(settings, draft), [settings, draft]);
  const onForm = useMemo(() => rulesOnForm(draft.rules), [draft.rules]);
  const reading = useMemo(() => readSiteSentence(draft.sentence), [draft.sentence]);
  const site = followedSite(draft.siteAnswer, draft.rules);
  return (
    <GeneratorBody
      mode="rules"
      height="tall"
      kind={passwordKind}
      settings={settings}
      frame={frame}
      note={noteFor(site, draft, reading)}
      lead={
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2 lg:gap-8">
          <SiteBox
            answer={draft.siteAnswer}
            followed={site}
            onAnswer={(siteAnswer) => change(afterAnswer(siteAnswer, draft))}
          />
          <div className="noscript:hidden">
            <SiteSentence
              sentence={draft.sentence}
              reading={reading}
              onChange={(sentence) => change(rulesAfterSentence(sentence, draft))}
            />
          </div>
        </div>
      }
    >
      {weakness !== null && <Alert tone="warn">{weakness}</Alert>}
      <div className="flex flex-col gap-4 noscript:hidden">
        {onForm === null ? (
          <UnreadableRules onClear={() => change({ rules: "" })} />
        ) : (
          <RulesFormFields rules={onForm} onChange={(rules) => change({ rules: writeRulesForm(rules) })} />
        )}
      </div>
      <SliderField
        name="length"
        label="Preferred length"
        min={1}
        max={PASSWORD_LENGTH_MAX}
        value={draft.length}
        hint={length === null || length === Number(draft.length) ? undefined : `The rules allow ${length}.`}
        error={errors.length}
        onValueChange={(value) => change({ length: value })}
      />
      <Checkbox
        name="spaces"
        value="true"
        label="Allow spaces"
        hint="Never first or last, unless the rules demand it."
        checked={draft.spaces}
        onChange={(event) => change({ spaces: event.target.checked })}
      />
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

/** Where the rules come from, as long as they weren't changed. */
function noteFor(site: string | null, { sentence, rules }: RulesDraft, reading: SentenceReading): string | null {
  if (site !== null) return `Rules of ${site}`;
  return sentence.trim() !== "" && rules !== "" && rules === reading.rules ? "Rules of the site’s text" : null;
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
    inRequest: changedSettings(rulesForRequest(draft, reading.generator.length), {}),
  };
}

/** The weakness of the rules themselves; a short length set by the user isn't one. */
function weaknessOf(settings: ModeSettings<RulesErrors>, { rules, pattern }: RulesDraft): string | null {
  if (settings.kind === "refused" || settings.recipe.bits >= WEAK_UNDER_BITS) return null;
  const weakness = findWeakness({ rules, pattern: pattern === "" ? undefined : pattern });
  return weakness && weaknessInWords(weakness, "These rules allow");
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
