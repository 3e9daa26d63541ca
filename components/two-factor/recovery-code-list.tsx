"use client";

import { Download, Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

export type RecoveryCodeOwner = {
  account: string;
  /** The name of this server for its users. */
  service: string;
  /** The public origin of this server. */
  origin: string;
  /** ISO 8601. */
  createdAt: string;
};

type RecoveryCodeListProps = { codes: readonly string[]; owner: RecoveryCodeOwner };

export function RecoveryCodeList({ codes, owner }: RecoveryCodeListProps) {
  const { account, service, origin, createdAt } = owner;
  return (
    <div className="flex flex-col gap-4">
      <div className="print-alone flex flex-col gap-4">
        <div className="hidden print:block">
          <p className="text-20 font-semibold">{service} recovery codes</p>
          <p>
            {account} at {origin}, created {createdAt.slice(0, 10)}. Each works once.
          </p>
        </div>
        <ol
          translate="no"
          className="grid gap-x-6 gap-y-1 rounded-md bg-sunken p-4 font-mono text-14 sm:grid-cols-2 print:block print:bg-transparent print:p-0"
        >
          {codes.map((code) => (
            <li key={code} className="py-1 whitespace-nowrap select-all">
              {code}
            </li>
          ))}
        </ol>
      </div>
      <div className="grid grid-cols-3 gap-2 noscript:hidden max-sm:[&_svg]:hidden max-sm:[&>button]:px-2 sm:flex">
        <CopyButton text={textOf(codes, owner)} what="all recovery codes" appearance="secondary" />
        <Button icon={<Download aria-hidden className="size-4" />} onClick={() => download(textOf(codes, owner))}>
          Download<span className="sr-only"> recovery codes as a text file</span>
        </Button>
        <Button icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
          Print<span className="sr-only"> recovery codes</span>
        </Button>
      </div>
      <p className="hidden text-14 text-muted noscript:block">
        Write them down, or print this page. Only the codes are printed.
      </p>
    </div>
  );
}

function textOf(codes: readonly string[], { account, service, origin, createdAt }: RecoveryCodeOwner): string {
  return [
    `${service} recovery codes for ${account} at ${origin}`,
    `Created ${createdAt.slice(0, 10)}. Each works once, instead of a code from your authenticator app.`,
    "",
    ...codes,
    "",
  ].join("\n");
}

/** Creates the file in the browser, so that the codes aren't sent over the network again. */
function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(url);
}
