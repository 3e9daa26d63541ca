"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { apiRoutes } from "@/lib/api-routes";
import type { SiteAnswer, SiteRulesReply } from "@/lib/schemas/site-rules";

type SiteBoxProps = { answer: SiteAnswer; onAnswer: (answer: SiteAnswer, rules?: string) => void };

// Long enough that a word typed through is one question.
const PAUSE_MS = 200;

/** Asks the server what a site wants, and puts that into the rules; without JavaScript the form brings it. The site's name goes to this server and no further. */
export function SiteBox({ answer, onAnswer }: SiteBoxProps) {
  const list = useId();
  // The field keeps its own text, so that what is typed before the page is taken over is not lost.
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const completions = useCompletions(typed);
  const inBrowser = useInBrowser();

  async function ask(): Promise<void> {
    const site = field.current?.value.trim() ?? "";
    if (site === "") return;
    const reply = await fetchSiteRules({ site });
    if (reply === null) onAnswer({ kind: "failed" });
    else if (reply.site === null) onAnswer({ kind: "unknown", site });
    else
      onAnswer(
        { kind: "found", domain: reply.site.domain, changePasswordUrl: reply.site.change_password_url },
        reply.site.rules,
      );
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <div className="min-w-0 grow">
          <TextField
            ref={field}
            name="site"
            label="Site"
            list={list}
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
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
        {inBrowser && (
          <Button type="button" onClick={() => void ask()}>
            Use site rules
          </Button>
        )}
      </div>
      <p role="status" className="text-14 text-muted wrap-anywhere">
        <AnswerInWords answer={answer} />
      </p>
    </div>
  );
}

function AnswerInWords({ answer }: { answer: SiteAnswer }) {
  switch (answer.kind) {
    case "none":
      return "For example, example.com. Only this server gets the name.";
    case "failed":
      return "The server can’t be reached. Try again, or enter the rules yourself.";
    case "unknown":
      return `There are no rules for ${answer.site} in the lists. Enter the site’s rules yourself.`;
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

function useCompletions(typed: string): string[] {
  const [completions, setCompletions] = useState<string[]>([]);
  useEffect(() => {
    const prefix = typed.trim();
    const timer = setTimeout(() => {
      if (prefix.length < 2) setCompletions([]);
      else void fetchSiteRules({ prefix }).then((reply) => setCompletions(reply?.domains ?? []));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return completions;
}

async function fetchSiteRules(question: Record<string, string>): Promise<SiteRulesReply | null> {
  try {
    const reply = await fetch(`${apiRoutes.siteRules()}?${new URLSearchParams(question)}`);
    // The operation's own schema is what the server holds its replies against.
    return reply.ok ? ((await reply.json()) as SiteRulesReply) : null;
  } catch {
    return null;
  }
}
