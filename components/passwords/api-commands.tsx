"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { curlGet, curlPost } from "./curl-commands";
import type { Setting } from "./recipe";

/** The same settings as a GET and a POST request. */
export function ApiCommands({ endpoint, settings }: { endpoint: string; settings: readonly Setting[] }) {
  return (
    <div className="flex flex-col gap-4">
      <Command method="GET" command={curlGet(endpoint, settings)} />
      <Command method="POST" command={curlPost(endpoint, settings)} />
    </div>
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
      <pre
        role="group"
        aria-label={`${method} request`}
        className="rounded-md bg-sunken p-3 text-14 whitespace-pre-wrap wrap-anywhere"
      >
        <code translate="no" className="font-mono">
          {command}
        </code>
      </pre>
    </div>
  );
}
