"use client";

import { CircleAlert } from "lucide-react";
import { type MouseEvent, useEffect, useRef } from "react";
import type { FormProblems } from "./form-problems";

/** The error summary at the top of a refused form. It takes the focus and links to each invalid field. */
export function FormErrorSummary({ problems }: { problems: FormProblems | null }) {
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problems !== null) summary.current?.focus();
  }, [problems]);

  if (problems === null) return null;
  return (
    // Without JavaScript, autoFocus moves the focus after the page reloads.
    <div ref={summary} role="alert" tabIndex={-1} autoFocus className="flex gap-3 rounded-md bg-danger-soft px-4 py-3">
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium">{problems.message}</p>
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

// Focus without changing the URL, so that Back leads to the previous page.
function focusField(event: MouseEvent, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
