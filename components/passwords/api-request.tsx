import { CopyButton } from "@/components/ui/copy-button";
import { Disclosure } from "@/components/ui/disclosure";
import { curlGet, curlPost } from "./curl-commands";
import type { Setting } from "./recipe";

type ApiRequestProps = { endpoint: string; settings: readonly Setting[] | null };

/** API requests for the page's settings. */
export function ApiRequest({ endpoint, settings }: ApiRequestProps) {
  return (
    <section className="rounded-lg border border-border bg-panel px-4 py-2 shadow-panel sm:px-6">
      <Disclosure summary={<h2 className="text-16 font-semibold">Use the API</h2>}>
        {settings === null ? (
          <p className="pb-2 text-14 text-muted">Correct the settings to see the requests.</p>
        ) : (
          <div className="flex flex-col gap-4 pb-2">
            <Command method="GET" command={curlGet(endpoint, settings)} />
            <Command method="POST" command={curlPost(endpoint, settings)} />
          </div>
        )}
      </Disclosure>
    </section>
  );
}

function Command({ method, command }: { method: "GET" | "POST"; command: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center justify-between">
        <h3 className="text-14 font-medium">{method}</h3>
        <div className="-mr-4 noscript:hidden">
          <CopyButton text={command} what={`${method} request`} />
        </div>
      </div>
      <pre className="rounded-md bg-sunken p-3 text-14 wrap-anywhere whitespace-pre-wrap">
        <code translate="no" className="font-mono">
          {command}
        </code>
      </pre>
    </div>
  );
}
