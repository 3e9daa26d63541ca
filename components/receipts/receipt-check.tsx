"use client";

import { type KeyboardEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { PasswordField } from "@/components/ui/password-field";
import { absoluteTime } from "@/components/ui/relative-time";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { unanswered } from "@/components/ui/use-server-action";
import type { Answer } from "@/lib/action-state";
import { canFingerprint, fingerprintOf } from "@/lib/domain/receipts/fingerprint";
import type { Receipt, ReceiptBook } from "@/lib/schemas/receipts";

type ReceiptCheckProps = { openReceipts: () => Promise<Answer<ReceiptBook>> };

type Outcome = { kind: "found"; receipts: readonly Receipt[] } | { kind: "refused"; message: string };

const FIELD_ID = "checked-password";

/** Checks a password in the browser against the receipts from the server. Nothing about the password is sent. */
export function ReceiptCheck({ openReceipts }: ReceiptCheckProps) {
  const inBrowser = useInBrowser();
  return (
    <Panel id="check" title="Did I generate this password here?">
      <p className="hidden noscript:block">
        This needs JavaScript, because the password is checked in your browser and isn’t sent.
      </p>
      {inBrowser &&
        (canFingerprint() ? (
          <PasswordCheck openReceipts={openReceipts} />
        ) : (
          <p>Receipts need HTTPS. Open this page with https:// to check a password.</p>
        ))}
    </Panel>
  );
}

// Not a form, so that the password can't be submitted, not even if the script fails.
function PasswordCheck({ openReceipts }: ReceiptCheckProps) {
  const [password, setPassword] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, setPending] = useState(false);

  async function lookUp(): Promise<Outcome> {
    const answer = await openReceipts();
    if (answer.status === "refused") return { kind: "refused", message: answer.message };
    const { key, receipts } = answer.output;
    const fingerprint = await fingerprintOf(key, password);
    return { kind: "found", receipts: receipts.filter((receipt) => receipt.fingerprint === fingerprint) };
  }

  function start(): void {
    if (pending || password === "") return;
    setPending(true);
    void lookUp()
      .catch((error: unknown): Outcome => ({ kind: "refused", message: unanswered(error).message }))
      .then(setOutcome)
      .finally(() => setPending(false));
  }

  return (
    <>
      <div
        onKeyDown={(event: KeyboardEvent) =>
          event.key === "Enter" && event.target instanceof HTMLInputElement && start()
        }
      >
        <PasswordField
          id={FIELD_ID}
          name={FIELD_ID}
          label="Password"
          hint="Checked in your browser. Nothing is sent."
          autoComplete="off"
          value={password}
          onChange={(event) => {
            setPassword(event.target.value);
            setOutcome(null);
          }}
        />
      </div>
      <div>
        <Button aria-disabled={pending || undefined} onClick={start}>
          {pending ? "Checking…" : "Check password"}
        </Button>
      </div>
      {outcome !== null && <Finding outcome={outcome} />}
    </>
  );
}

function Finding({ outcome }: { outcome: Outcome }) {
  if (outcome.kind === "refused") return <Alert tone="danger">{outcome.message}</Alert>;
  if (outcome.receipts.length === 0)
    return <Alert tone="warn">You have no receipt for this password. Spaces and capital letters matter.</Alert>;
  return (
    <Alert tone="ok">
      <p>You generated this password here.</p>
      <ul className="wrap-anywhere">
        {outcome.receipts.map(({ id, made_at: madeAt, label }) => (
          <li key={id}>
            On {absoluteTime(new Date(madeAt), "reader")}
            {label !== null && ` for ${label}`}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
