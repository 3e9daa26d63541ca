"use client";

import { Printer, QrCode as QrCodeIcon, Volume2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ReceiptActions } from "@/components/receipts/keep-receipt";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Panel } from "@/components/ui/panel";
import type { CarryWay } from "./carry-dialog";
import type { GeneratorMode } from "./generator-mode";
import { parts } from "./parts-for-later";
import type { Kind } from "./recipe";
import { CLIPBOARD_SECONDS } from "./use-clipboard-clearing";

const CarryDialog = lazy(() => parts.carry().then(({ CarryDialog: Part }) => ({ default: Part })));
const ReceiptButton = lazy(() =>
  import("@/components/receipts/receipt-button").then(({ ReceiptButton: Part }) => ({ default: Part })),
);

type CarryPanelProps = {
  kind: Kind;
  password: string | null;
  mode: GeneratorMode;
  bits: number;
  /** Null for whoever is not signed in. */
  receipts: ReceiptActions | null;
  clearsClipboard: boolean;
  onClearsClipboardChange: (clears: boolean) => void;
};

/** The ways out of the browser besides the clipboard; all of them end on this device. */
export function CarryPanel({
  kind,
  password,
  mode,
  bits,
  receipts,
  clearsClipboard,
  onClearsClipboardChange,
}: CarryPanelProps) {
  const [way, setWay] = useState<CarryWay | null>(null);
  return (
    <Panel id="carry" title="Take it elsewhere" className="noscript:hidden">
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
          Read out
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
        hint="While this page stays open. A clipboard history may still keep a copy."
        checked={clearsClipboard}
        onChange={(event) => onClearsClipboardChange(event.target.checked)}
      />
      <Suspense>
        {way !== null && password !== null && (
          <CarryDialog way={way} kind={kind} password={password} onClose={() => setWay(null)} />
        )}
      </Suspense>
    </Panel>
  );
}
