"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { apiRoutes } from "@/lib/api-routes";
import type { SiteAnswer, SiteRulesReply } from "@/lib/schemas/site-rules";

type SiteBoxProps = { answer: SiteAnswer; onAnswer: (answer: SiteAnswer, rules?: string) => void };

// Debounce: a typed word sends one request.
const PAUSE_MS = 200;

/**
 * Looks up a site's rules and puts them into the rules field. The site's name is sent only to this server. Without
 * JavaScript the form submits it.
 */
export function SiteBox({ answer, onAnswer }: SiteBoxProps) {
  const list = useId();
  // Uncontrolled, so that input before hydration isn't lost.
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

async function fetchSiteRules(query: Record<string, string>): Promise<SiteRulesReply | null> {
  try {
    const reply = await fetch(`${apiRoutes.siteRules()}?${new URLSearchParams(query)}`);
    // The server validates its replies against the same schema.
    return reply.ok ? ((await reply.json()) as SiteRulesReply) : null;
  } catch {
    return null;
  }
}
