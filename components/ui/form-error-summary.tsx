"use client";

import { CircleAlert } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import type { FormProblems } from "./form-problems";
import { InlineLink } from "./text-link";

type FormErrorSummaryProps = {
  problems: FormProblems | null;
  /** Words of the message that are a link. */
  link?: { words: string; href: string };
};

// As many are seen together with their messages.
const FIELDS_SEEN_MAX = 2;

/**
 * Why a form was refused. The summary takes the focus and links to each invalid field. One or two invalid fields need no
 * list: the first takes the focus, the messages are beside them, and the summary is only announced. A field that was
 * emptied takes the focus too, because it is the one to fill in again. A mended field leaves the summary.
 */
export function FormErrorSummary({ problems, link }: FormErrorSummaryProps) {
  const summary = useRef<HTMLDivElement>(null);

  const refusal = problems?.of ?? problems;

  const focus = useEffectEvent((refused: FormProblems) => {
    const name = fieldToFocus(refused);
    const target = name === undefined ? null : document.getElementById(name);
    (target ?? summary.current)?.focus();
  });
  useEffect(() => {
    if (refusal !== null) focus(refusal);
  }, [refusal]);

  if (problems === null || refusal === null) return null;
  if (refusal.fields.length > 0 && problems.fields.length === 0) return null;
  if (areSeen(refusal)) {
    return (
      <div ref={summary} role="alert" tabIndex={-1} autoFocus className="sr-only">
        {problems.fields.map(({ name, label, message }) => (
          <p key={name}>
            {label}: {message}
          </p>
        ))}
      </div>
    );
  }
  return (
    // Without JavaScript, autoFocus moves the focus after the page reloads.
    <div ref={summary} role="alert" tabIndex={-1} autoFocus className="flex gap-3 rounded-md bg-danger-soft px-4 py-3">
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium">{withLink(problems.message, link)}</p>
        {problems.fields.length > 0 && (
          <ul className="flex flex-col text-14">
            {problems.fields.map(({ name, label, message }) => (
              <li key={name}>
                <a
                  href={`#${name}`}
                  onClick={(event) => focusField(event, name)}
                  className="inline-flex min-h-8 items-center rounded-sm underline decoration-1 underline-offset-4 pointer-coarse:min-h-11"
                >
                  {label}: {message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function areSeen({ fields }: FormProblems): boolean {
  return fields.length > 0 && fields.length <= FIELDS_SEEN_MAX;
}

function fieldToFocus(problems: FormProblems): string | undefined {
  return areSeen(problems) ? problems.fields[0]?.name : problems.emptied;
}

function withLink(message: string, link: FormErrorSummaryProps["link"]): ReactNode {
  const place = link === undefined ? -1 : message.indexOf(link.words);
  if (link === undefined || place < 0) return message;
  return (
    <>
      {message.slice(0, place)}
      <InlineLink href={link.href}>{link.words}</InlineLink>
      {message.slice(place + link.words.length)}
    </>
  );
}

// Focus without changing the URL, so that Back leads to the previous page.
function focusField(event: MouseEvent, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
