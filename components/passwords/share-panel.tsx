"use client";

import { Printer, QrCode as QrCodeIcon, Volume2 } from "lucide-react";
import { Suspense, useState } from "react";
import type { ReceiptActions } from "@/components/receipts/keep-receipt";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { lazyPart } from "@/components/ui/lazy-part";
import { Panel } from "@/components/ui/panel";
import type { GeneratorMode } from "./generator-modes";
import { lazyDialogs } from "./lazy-parts";
import type { ResultKind } from "./recipe";
import type { ShareWay } from "./share-dialog";
import { CLIPBOARD_SECONDS } from "./use-clipboard-clearing";

const ShareDialog = lazyPart(lazyDialogs.share, ({ ShareDialog: Part }) => Part);
const ReceiptButton = lazyPart(
  () => import("@/components/receipts/receipt-button"),
  ({ ReceiptButton: Part }) => Part,
);

type SharePanelProps = {
  kind: ResultKind;
  password: string | null;
  mode: GeneratorMode;
  bits: number;
  /** Null for visitors. */
  receipts: ReceiptActions | null;
  clearsClipboard: boolean;
  onClearsClipboardChange: (clears: boolean) => void;
};

/** Ways to transfer the password besides the clipboard. None of them uses the network. */
export function SharePanel({
  kind,
  password,
  mode,
  bits,
  receipts,
  clearsClipboard,
  onClearsClipboardChange,
}: SharePanelProps) {
  const [way, setWay] = useState<ShareWay | null>(null);
  return (
    <Panel id="carry" title="Share" className="noscript:hidden">
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<QrCodeIcon aria-hidden className="size-4" />}
          disabled={password === null}
          onClick={() => setWay("qr-code")}
        >
          QR code
        </Button>
        <Button
          icon={<Volume2 aria-hidden className="size-4" />}
          disabled={password === null}
          onClick={() => setWay("read-out")}
        >
          Read aloud
        </Button>
        <Button
          icon={<Printer aria-hidden className="size-4" />}
          disabled={password === null}
          onClick={() => window.print()}
        >
          Print
        </Button>
        {receipts !== null && (
          <Suspense>
            <ReceiptButton password={password} noun={kind.noun} mode={mode} bits={bits} actions={receipts} />
          </Suspense>
        )}
      </div>
      <Checkbox
        name="clear-clipboard"
        form=""
        label={`Clear the clipboard after ${CLIPBOARD_SECONDS} seconds`}
        hint="Works while this page is open. A clipboard history can keep a copy."
        checked={clearsClipboard}
        onChange={(event) => onClearsClipboardChange(event.target.checked)}
      />
      <Suspense>
        {way !== null && password !== null && (
          <ShareDialog way={way} kind={kind} password={password} onClose={() => setWay(null)} />
        )}
      </Suspense>
    </Panel>
  );
}
