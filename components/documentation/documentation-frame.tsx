import { Fragment, type ReactNode } from "react";
import { curlGet } from "@/components/passwords/curl-commands";
import { CopyButton } from "@/components/ui/copy-button";
import { joinClasses } from "@/components/ui/join-classes";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";

type DocumentationFrameProps = {
  current: keyof typeof views;
  /** The public origin of this server, for an example. */
  origin: string;
  children: ReactNode;
};

const views = {
  swagger: { label: "Docs", href: routes.documentation() },
  redoc: { label: "Reference", href: routes.reference() },
} as const;

/** The heading, a first request and the two views of the API's documentation. Both are as wide as ReDoc's columns need, see the layout. */
export function DocumentationFrame({ current, origin, children }: DocumentationFrameProps) {
  const example = curlGet(origin + apiRoutes.generatePassword(), [["length", 20]]);
  return (
    <div data-wide className="flex flex-col gap-4 pt-4 pb-8 sm:pt-8">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-25 font-semibold tracking-tight">API</h1>
        <nav aria-label="Documentation" className="flex flex-wrap text-14 max-sm:w-full sm:-mr-3">
          {Object.entries(views).map(([name, { label, href }]) => (
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
              {label}
            </a>
          ))}
          <a href={routes.openapi()} className={joinClasses(linkClasses, "font-mono")}>
            openapi.json
          </a>
        </nav>
      </div>
      <div className="flex max-w-full items-start gap-2 self-start rounded-md border border-border bg-sunken pl-3">
        <code translate="no" className="min-w-0 py-3 font-mono text-14 wrap-anywhere">
          {/* A long line breaks after a slash of the path. */}
          {example.split(/(?<=\w\/)/).map((part, place) => (
            <Fragment key={place}>
              {part}
              <wbr />
            </Fragment>
          ))}
        </code>
        <span className="shrink-0 noscript:hidden">
          <CopyButton text={example} what="the example" />
        </span>
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
