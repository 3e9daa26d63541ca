import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import { curlGet, curlPost } from "./curl-commands";
import type { Setting } from "./recipe";

type ApiRequestProps = { endpoint: string; settings: readonly Setting[] | null };

/** API requests for the page's settings. */
export function ApiRequest({ endpoint, settings }: ApiRequestProps) {
  return (
    <Panel id="api-request" title="Use the API">
      {settings === null ? (
        <p className="text-14 text-muted">Correct the settings to see the requests.</p>
      ) : (
        <div className="grid gap-4 lg:grid-cols-2 lg:gap-6">
          <Command method="GET" command={curlGet(endpoint, settings)} />
          <Command method="POST" command={curlPost(endpoint, settings)} />
        </div>
      )}
    </Panel>
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
      <pre className="rounded-md bg-sunken p-3 text-14 break-all whitespace-pre-wrap">
        <code translate="no" className="font-mono">
          {command}
        </code>
      </pre>
    </div>
  );
}
