import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { routes } from "@/lib/routes";

type DocumentationFrameProps = { current: keyof typeof views; children: ReactNode };

const views = {
  swagger: { label: "Try requests", title: "Swagger UI", href: routes.documentation() },
  redoc: { label: "Read", title: "ReDoc", href: routes.reference() },
} as const;

/** The heading and the two views of the API's documentation. Wider than other pages, see the layout. */
export function DocumentationFrame({ current, children }: DocumentationFrameProps) {
  return (
    <div data-wide className="flex flex-col gap-4 pt-4 pb-8 sm:pt-8">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h1 className="text-25 font-semibold tracking-tight">API</h1>
        <nav aria-label="Documentation" className="flex flex-wrap gap-x-1 text-14">
          {Object.entries(views).map(([name, { label, title, href }]) => (
            // A full page load: each view has a script of its own that can't be unloaded.
            <a
              key={name}
              href={href}
              aria-current={name === current ? "page" : undefined}
              className={joinClasses(
                linkClasses,
                "aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent forced-colors:aria-[current=page]:underline",
              )}
            >
              {label} <span className="text-muted">{title}</span>
            </a>
          ))}
          <a href={routes.openapi()} className={joinClasses(linkClasses, "font-mono")}>
            openapi.json
          </a>
        </nav>
      </div>
      {children}
      <noscript>
        <p>
          This page needs JavaScript. The description itself is at{" "}
          <a href={routes.openapi()} className="text-accent underline">
            openapi.json
          </a>
          .
        </p>
      </noscript>
    </div>
  );
}

const linkClasses = "inline-flex min-h-11 items-center gap-1.5 rounded-md px-3 font-medium hover:bg-sunken";
