"use client";

import { CircleAlert } from "lucide-react";
import { type MouseEvent, useEffect, useRef } from "react";
import type { FieldProblem, FormProblems } from "./form-problems";

/**
 * Why a form was refused. The summary takes the focus and links to each invalid field. A single invalid field takes the
 * focus itself: its message is beside it, so the summary is only announced.
 */
export function FormErrorSummary({ problems }: { problems: FormProblems | null }) {
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problems === null) return;
    const field = onlyFieldOf(problems);
    const target = field === null ? null : document.getElementById(field.name);
    (target ?? summary.current)?.focus();
  }, [problems]);

  if (problems === null) return null;
  const only = onlyFieldOf(problems);
  if (only !== null) {
    return (
      <div ref={summary} role="alert" tabIndex={-1} autoFocus className="sr-only">
        {only.label}: {only.message}
      </div>
    );
  }
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

function onlyFieldOf({ fields }: FormProblems): FieldProblem | null {
  const [only] = fields;
  return only !== undefined && fields.length === 1 ? only : null;
}

// Focus without changing the URL, so that Back leads to the previous page.
function focusField(event: MouseEvent, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
