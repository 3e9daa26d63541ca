"use client";

import { Dialog, useOpenDialog } from "@/components/ui/dialog";
import { QrCode } from "./qr-code";
import { ReadOutLines } from "./read-out-lines";
import type { Kind } from "./recipe";

export type CarryWay = "qr-code" | "read-out";

type CarryDialogProps = { way: CarryWay; kind: Kind; password: string; onClose: () => void };

/** Open for as long as it is there. */
export function CarryDialog({ way, kind, password, onClose }: CarryDialogProps) {
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
        <ReadOutLines text={password} inWords={kind.breaks === "between words"} />
      )}
    </Dialog>
  );
}
