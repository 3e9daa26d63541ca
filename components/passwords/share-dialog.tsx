"use client";

import { Dialog, useOpenDialog } from "@/components/ui/dialog";
import { QrImage } from "@/components/ui/qr-image";
import { ReadAloud } from "./read-aloud";
import type { ResultKind } from "./recipe";

export type ShareWay = "qr-code" | "read-out";

type ShareDialogProps = { way: ShareWay; kind: ResultKind; password: string; onClose: () => void };

/** Open while mounted. */
export function ShareDialog({ way, kind, password, onClose }: ShareDialogProps) {
  return (
    <Dialog
      id="carry-title"
      title={way === "qr-code" ? `QR code of this ${kind.noun}` : `Read this ${kind.noun} aloud`}
      dialog={useOpenDialog()}
      onClose={onClose}
    >
      {way === "qr-code" ? (
        <>
          <QrImage text={password} what={kind.noun} />
          <p className="text-14 text-muted">
            Scan it with another device and copy the text there. Anyone who photographs it has the {kind.noun}.
          </p>
        </>
      ) : (
        <ReadAloud text={password} inWords={kind.breaks === "between words"} />
      )}
    </Dialog>
  );
}
