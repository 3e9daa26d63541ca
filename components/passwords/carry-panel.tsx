"use client";

import { Printer, QrCode as QrCodeIcon, Volume2 } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import type { ReceiptActions } from "@/components/receipts/keep-receipt";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Panel } from "@/components/ui/panel";
import type { GeneratorMode } from "./generator-mode";
import { parts } from "./parts-for-later";
import type { Kind } from "./recipe";
import { CLIPBOARD_SECONDS } from "./use-clipboard-clearing";

const QrCode = lazy(() => parts.qrCode().then(({ QrCode: Part }) => ({ default: Part })));
const ReadOutLines = lazy(() => parts.readOut().then(({ ReadOutLines: Part }) => ({ default: Part })));
const ReceiptButton = lazy(() => import("@/components/receipts/receipt-button").then(({ ReceiptButton: Part }) => ({ default: Part })));

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

type Shown = "qr-code" | "read-out";

/** The ways out of the browser besides the clipboard; all of them end on this device. */
export function CarryPanel({ kind, password, mode, bits, receipts, clearsClipboard, onClearsClipboardChange }: CarryPanelProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);

  function show(what: Shown): void {
    setShown(what);
    dialog.current?.showModal();
  }

  return (
    <Panel id="carry" title="Take it elsewhere" className="noscript:hidden">
      <div className="flex flex-wrap gap-2">
        <Button icon={<QrCodeIcon aria-hidden className="size-4" />} disabled={password === null} onClick={() => show("qr-code")}>
          QR code
        </Button>
        <Button icon={<Volume2 aria-hidden className="size-4" />} disabled={password === null} onClick={() => show("read-out")}>
          Read out
        </Button>
        <Button icon={<Printer aria-hidden className="size-4" />} disabled={password === null} onClick={() => window.print()}>
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
      <Dialog id="carry-title" title={shown === "qr-code" ? "To your phone" : "To read out"} dialog={dialog} onClose={() => setShown(null)}>
        <Suspense fallback={<p className="text-muted">One moment …</p>}>
          {password !== null && shown === "qr-code" && <QrCode text={password} noun={kind.noun} />}
          {password !== null && shown === "read-out" && <ReadOutLines text={password} inWords={kind.breaks === "between words"} />}
        </Suspense>
      </Dialog>
    </Panel>
  );
}
