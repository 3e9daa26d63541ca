"use client";

import { ReceiptText } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeepReceipt, type ReceiptActions } from "./keep-receipt";

type ReceiptButtonProps = {
  password: string | null;
  noun: string;
  /** The page's mode. */
  mode: string;
  bits: number;
  actions: ReceiptActions;
};

/** Loaded only for logged-in users. */
export function ReceiptButton({ password, actions, ...made }: ReceiptButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button
        icon={<ReceiptText aria-hidden className="size-4" />}
        disabled={password === null}
        onClick={() => dialog.current?.showModal()}
      >
        Save a receipt
      </Button>
      <Dialog id="receipt-title" title="Save a receipt" dialog={dialog}>
        {password !== null && <KeepReceipt key={password} password={password} {...made} {...actions} />}
      </Dialog>
    </>
  );
}
