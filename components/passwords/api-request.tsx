import { Suspense } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { lazyPart } from "@/components/ui/lazy-part";
import { lazyParts } from "./lazy-parts";
import type { Setting } from "./recipe";

const ApiCommands = lazyPart(lazyParts.api, ({ ApiCommands: Part }) => Part);

type ApiRequestProps = { endpoint: string; settings: readonly Setting[] | null };

/** API requests for the page's settings. */
export function ApiRequest({ endpoint, settings }: ApiRequestProps) {
  return (
    <section className="rounded-lg border border-border bg-panel px-4 py-2 shadow-panel sm:px-6">
      <Disclosure summary={<h2 className="text-16 font-semibold">Use the API</h2>}>
        {settings === null ? (
          <p className="text-14 text-muted">Correct the settings to see the requests.</p>
        ) : (
          <Suspense>
            <ApiCommands endpoint={endpoint} settings={settings} />
          </Suspense>
        )}
      </Disclosure>
    </section>
  );
}
