"use client";

import { type KeyboardEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { unanswered } from "@/components/ui/use-server-action";
import { type Answer, idleActionState } from "@/lib/action-state";
import { type GeneratorMode, generatorModesWithReceipts } from "@/lib/domain/passwords/generator-modes";
import { canFingerprint, fingerprintOf } from "@/lib/domain/receipts/fingerprint";
import { RECEIPT_BITS_MIN, RECEIPT_LABEL_MAX } from "@/lib/domain/receipts/receipt-limits";
import { routes } from "@/lib/routes";
import type { ReceiptKey } from "@/lib/schemas/receipts";

export type ReceiptActions = { readReceiptKey: () => Promise<Answer<ReceiptKey>>; keepReceipt: FormStateAction };

type KeepReceiptProps = ReceiptActions & {
  password: string;
  noun: string;
  mode: string;
  bits: number;
};

/** Saves a receipt: time, purpose and strength. Only the password's fingerprint leaves the browser. */
export function KeepReceipt({ password, noun, mode, bits, readReceiptKey, keepReceipt }: KeepReceiptProps) {
  const kind = kindOf(mode);
  const [label, setLabel] = useState("");
  const [state, setState] = useState<FormState>(idleActionState);
  const [pending, setPending] = useState(false);

  if (kind === null || bits < RECEIPT_BITS_MIN) {
    return (
      <p>
        This {noun} has fewer than {RECEIPT_BITS_MIN} bits. It could be guessed from a receipt, so you can’t save one.
      </p>
    );
  }
  if (!canFingerprint()) return <p>Receipts need HTTPS. Open this page with https:// to save one.</p>;
  if (state.status === "done") {
    return (
      <Alert tone="ok">
        Receipt saved. <TextLink href={routes.receipts()}>Your receipts</TextLink>
      </Alert>
    );
  }

  async function send(receiptKind: GeneratorMode): Promise<FormState> {
    const answer = await readReceiptKey();
    if (answer.status === "refused") return answer;
    const form = new FormData();
    form.set("label", label);
    form.set("bits", (Math.floor(bits * 100) / 100).toFixed(2));
    form.set("kind", receiptKind);
    form.set("fingerprint", await fingerprintOf(answer.output.key, password));
    return keepReceipt(idleActionState, form);
  }

  function start(): void {
    if (pending || kind === null) return;
    setPending(true);
    void send(kind)
      .catch(unanswered)
      .then(setState)
      .finally(() => setPending(false));
  }

  function startOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    start();
  }

  const error = state.status === "refused" ? state.fieldErrors["label"] : undefined;
  return (
    <>
      <p className="text-muted">
        A receipt records when you generated this {noun}, what it is for and how strong it is. Only a fingerprint of the{" "}
        {noun} is stored, so that you can check later whether you generated it here.
      </p>
      {state.status === "refused" && error === undefined && <Alert tone="danger">{state.message}</Alert>}
      <TextField
        name="receipt-label"
        form=""
        label="Label (optional)"
        hint="For example, the site."
        type="text"
        autoComplete="off"
        maxLength={RECEIPT_LABEL_MAX}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        onKeyDown={startOnEnter}
        error={error}
      />
      <div>
        <Button appearance="primary" aria-disabled={pending || undefined} onClick={start}>
          {pending ? "Keeping…" : "Save receipt"}
        </Button>
      </div>
    </>
  );
}

/** Null for a PIN, which is never strong enough. */
function kindOf(mode: string): GeneratorMode | null {
  if (mode === "rules") return "password";
  return generatorModesWithReceipts.find((kind) => kind === mode) ?? null;
}
