"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { InlineLink, TextLink } from "@/components/ui/text-link";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { AnswerFromLists, SiteAnswer } from "@/lib/domain/rules/site-answer";
import { siteDomains } from "@/lib/domain/rules/site-domains";
import { completeSite, lookUpSite, rememberAnswer } from "./look-up-site";
import { addressOf } from "./use-settings-in-url";

type SiteBoxProps = {
  answer: AnswerFromLists;
  /** The site whose rules are in use. */
  followed: string | null;
  /** What the site says, as the user wrote it: when it changes, it is newer than a look-up that is under way. */
  sentence: string;
  onAnswer: (answer: SiteAnswer) => void;
};

// Debounce: a typed word sends one request.
const PAUSE_MS = 200;

/**
 * Looks up a site's rules and puts them into the rules field. The site's name is sent only to this server. Without
 * JavaScript the form submits it.
 */
export function SiteBox({ answer, followed, sentence, onAnswer }: SiteBoxProps) {
  const list = useId();
  // Uncontrolled, so that input before hydration isn't lost.
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  // What was said about another name isn't true of the one in the field.
  const [changed, setChanged] = useState(false);
  const inBrowser = useInBrowser();

  // The last look-up counts, in whatever order the replies arrive, and none that is older than the site's text.
  const lookUps = useRef(0);
  const lookUpsWhenTyped = useRef(0);
  const knownSentence = useRef(sentence);
  useEffect(() => {
    // Not at the first run, which can come after what was typed before this script.
    if (knownSentence.current === sentence) return;
    knownSentence.current = sentence;
    lookUps.current += 1;
  }, [sentence]);
  const completions = useCompletions(typed, () => {
    if (lookUps.current === lookUpsWhenTyped.current) void ask();
  });
  const report = useRef(onAnswer);
  useEffect(() => {
    report.current = onAnswer;
  });

  // The server may have answered for the site in the page's URL.
  const hadRules = useRef(false);
  useEffect(() => {
    if (answer.kind === "found") rememberAnswer(answer.domain, answer);
    // The site's text took over.
    else if (answer.kind === "none" && hadRules.current && field.current !== null) field.current.value = "";
    hadRules.current = answer.kind === "found";
  }, [answer]);

  async function ask(): Promise<void> {
    const site = field.current?.value.trim() ?? "";
    if (site === "") return;
    const lookUp = (lookUps.current += 1);
    const found = await lookUpSite(site);
    if (lookUp !== lookUps.current) return;
    setChanged(false);
    // A beginning with one match is completed.
    if (found.kind === "found" && field.current !== null && found.domain.startsWith(site.toLowerCase()))
      field.current.value = found.domain;
    report.current(found);
  }

  function change(site: string): void {
    // An answer that is still on its way was for another name.
    lookUps.current += 1;
    lookUpsWhenTyped.current = lookUps.current;
    setTyped(site);
    setChanged(true);
    if (site.trim() === "" && answer.kind !== "none") onAnswer({ kind: "none" });
  }

  function choose(domain: string): void {
    if (field.current !== null) field.current.value = domain;
    void ask();
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 grow basis-40">
          <TextField
            ref={field}
            name="site"
            label="Site"
            list={list}
            // The list opens by typing; the browser's arrow would be the only one of its kind.
            className="w-full [&::-webkit-calendar-picker-indicator]:hidden!"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => change(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              void ask();
            }}
          />
        </div>
        <datalist id={list}>
          {completions.map((domain) => (
            <option key={domain} value={domain} />
          ))}
        </datalist>
        {/* As a submit button it would also answer the Enter key in the form's other fields. */}
        <Button type={inBrowser ? "button" : "submit"} onClick={inBrowser ? () => void ask() : undefined}>
          Use site rules
        </Button>
      </div>
      {/* Without JavaScript, tells the server which rules were the site's. */}
      {followed !== null && <input type="hidden" name="from_site" value={followed} />}
      <div role="status" className="text-14 text-muted wrap-anywhere">
        <AnswerInWords answer={changed ? { kind: "none" } : answer} onChoose={choose} />
      </div>
    </div>
  );
}

function AnswerInWords({ answer, onChoose }: { answer: AnswerFromLists; onChoose: (domain: string) => void }) {
  switch (answer.kind) {
    case "none":
      return "Such as example.com. Only this name is sent, to this server.";
    case "failed":
      return (
        <Alert tone="warn">
          <p className="text-text">The server can’t be reached. Try again, or enter the rules below.</p>
        </Alert>
      );
    case "unknown":
      if (siteDomains(answer.site).length === 0) return "Enter a site such as example.com.";
      return `There are no rules for ${answer.site} in the lists. Enter its rules below.`;
    case "choices":
      return <Choices domains={answer.domains} onChoose={onChoose} />;
    case "found":
      return (
        <>
          These are the rules of {answer.domain}.{" "}
          {answer.changePasswordUrl !== null && (
            <TextLink href={answer.changePasswordUrl}>Change your password there</TextLink>
          )}
        </>
      );
  }
}

function Choices({ domains, onChoose }: { domains: readonly string[]; onChoose: (domain: string) => void }) {
  return (
    <>
      <p>Which site do you mean?</p>
      <ul aria-label="Sites in the lists" className="flex flex-wrap gap-x-4 gap-y-1">
        {domains.map((domain) => (
          <li key={domain}>
            <InlineLink
              href={addressOf("rules", [["site", domain]])}
              onClick={(event) => {
                event.preventDefault();
                onChoose(domain);
              }}
            >
              {domain}
            </InlineLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** `onWhole` is called when a whole domain of the lists was typed or chosen. */
function useCompletions(typed: string, onWhole: () => void): readonly string[] {
  const [completions, setCompletions] = useState<readonly string[]>([]);
  const reportWhole = useRef(onWhole);
  useEffect(() => {
    reportWhole.current = onWhole;
  });
  useEffect(() => {
    const prefix = typed.trim();
    let isOutdated = false;
    const timer = setTimeout(() => {
      if (prefix.length < 2) setCompletions([]);
      else
        void completeSite(prefix).then((domains) => {
          if (isOutdated) return;
          setCompletions(domains);
          if (domains.includes(prefix.toLowerCase())) reportWhole.current();
        });
    }, PAUSE_MS);
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [typed]);
  return completions;
}
