"use client";

import { Dialog, useOpenDialog } from "@/components/ui/dialog";
import { QrCode } from "./qr-code";
import { ReadAloud } from "./read-aloud";
import type { ResultKind } from "./recipe";

export type ShareWay = "qr-code" | "read-out";

type ShareDialogProps = { way: ShareWay; kind: ResultKind; password: string; onClose: () => void };

/** Open while mounted. */
export function ShareDialog({ way, kind, password, onClose }: ShareDialogProps) {
  return (
    <Dialog
      id="carry-title"
      title={way === "qr-code" ? "To your phone" : "To read out"}
      dialog={useOpenDialog()}
      onClose={onClose}
    >
      {way === "qr-code" ? (
        <QrCode text={password} noun={kind.noun} />
      ) : (
        <ReadAloud text={password} inWords={kind.breaks === "between words"} />
      )}
    </Dialog>
  );
}
