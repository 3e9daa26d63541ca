import { ChevronRight, CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { Matter } from "./matters";

const looks = {
  problem: { Icon: CircleAlert, color: "text-danger", label: "Problem: " },
  warning: { Icon: TriangleAlert, color: "text-warn", label: "Warning: " },
  note: { Icon: Info, color: "text-muted", label: "" },
};

export function Attention({ matters }: { matters: readonly Matter[] }) {
  return (
    <section aria-labelledby="attention" className="rounded-lg border border-border bg-panel shadow-panel">
      <h2 id="attention" className="px-4 pt-4 pb-1 text-16 font-semibold sm:px-6 sm:pt-6">
        Needs attention
      </h2>
      {matters.length === 0 ? (
        <p className="flex items-center gap-2 px-4 pb-4 text-14 text-muted sm:px-6">
          <CircleCheck aria-hidden className="size-5 text-ok" />
          Nothing at the moment.
        </p>
      ) : (
        <ul className="divide-y divide-border">
          {matters.map(({ severity, text, href }) => {
            const { Icon, color, label } = looks[severity];
            return (
              <li key={text}>
                <a
                  href={href}
                  className="flex min-h-11 items-center gap-3 px-4 py-2 text-14 hover:bg-sunken/60 focus-visible:-outline-offset-2 sm:px-6"
                >
                  <Icon aria-hidden className={`size-5 shrink-0 ${color}`} />
                  <span className="min-w-0 grow wrap-anywhere">
                    <span className="sr-only">{label}</span>
                    {text}
                  </span>
                  <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
