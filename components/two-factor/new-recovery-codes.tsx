"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { ConfirmRecoveryCodesForm } from "./confirm-recovery-codes-form";
import { RecoveryCodeList, type RecoveryCodeOwner } from "./recovery-code-list";

type NewRecoveryCodesProps = {
  /** The result of the previous step, such as "Two-factor authentication is on." */
  message: string | undefined;
  codes: readonly string[];
  owner: RecoveryCodeOwner;
  confirmAction: FormStateAction;
};

/** New codes to save, and a form that checks that they are saved. It takes the focus, because it replaces a form. */
export function NewRecoveryCodes({ message, codes, owner, confirmAction }: NewRecoveryCodesProps) {
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    frame.current?.focus();
    window.scrollTo(0, 0);
  }, []);

  return (
    <div ref={frame} tabIndex={-1} className="flex flex-col gap-4 rounded-md outline-none">
      <Alert tone="warn">{message} Save these recovery codes now: we won’t show them again.</Alert>
      <Panel id="codes" title="Your recovery codes">
        <p className="max-w-prose text-muted">
          Each logs you in once, without your authenticator app. Keep them in a password manager or on paper, not on the
          same phone as the app.
        </p>
        <RecoveryCodeList codes={codes} owner={owner} />
      </Panel>
      <Panel id="type-back" title="Confirm that you saved them">
        <ConfirmRecoveryCodesForm action={confirmAction} canWait />
      </Panel>
    </div>
  );
}
