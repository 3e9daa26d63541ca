"use client";

import { Suspense, useState } from "react";
import type { ReceiptActions } from "@/components/receipts/keep-receipt";
import { Button } from "@/components/ui/button";
import { type Icon as IconComponent, Printer, QrCode as QrCodeIcon, Volume2 } from "@/components/ui/icons";
import { lazyPart } from "@/components/ui/lazy-part";
import { Panel } from "@/components/ui/panel";
import type { GeneratorMode } from "./generator-modes";
import { lazyParts } from "./lazy-parts";
import type { ResultKind } from "./recipe";
import type { ShareWay } from "./share-dialog";

const ShareDialog = lazyPart(lazyParts.share, ({ ShareDialog: Part }) => Part);
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
};

/** Ways to transfer the password besides the clipboard. None of them uses the network. */
export function SharePanel({ kind, password, mode, bits, receipts }: SharePanelProps) {
  const [way, setWay] = useState<ShareWay | null>(null);
  return (
    <Panel id="carry" title="Share" className="noscript:hidden">
      <div className="grid grid-cols-3 gap-2">
        <Way icon={QrCodeIcon} disabled={password === null} onClick={() => setWay("qr-code")}>
          QR code
        </Way>
        <Way icon={Volume2} disabled={password === null} onClick={() => setWay("read-out")}>
          Read aloud
        </Way>
        <Way icon={Printer} disabled={password === null} onClick={() => window.print()}>
          Print
        </Way>
      </div>
      {receipts !== null && (
        <Suspense>
          <ReceiptButton password={password} noun={kind.noun} mode={mode} bits={bits} actions={receipts} />
        </Suspense>
      )}
      <Suspense>
        {way !== null && password !== null && (
          <ShareDialog way={way} kind={kind} password={password} onClose={() => setWay(null)} />
        )}
      </Suspense>
    </Panel>
  );
}

type WayProps = { icon: IconComponent; disabled: boolean; onClick: () => void; children: string };

function Way({ icon: Icon, disabled, onClick, children }: WayProps) {
  return (
    <Button
      icon={<Icon className="size-5" />}
      disabled={disabled}
      className="min-w-0 flex-col gap-1 px-1 py-2"
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
