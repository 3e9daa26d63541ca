"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { ConfirmRecoveryCodesForm } from "./confirm-recovery-codes-form";
import { RecoveryCodeList, type RecoveryCodeOwner } from "./recovery-code-list";

type NewRecoveryCodesProps = {
  /** What came before, such as "Two-factor authentication is on." */
  message: string | undefined;
  codes: readonly string[];
  owner: RecoveryCodeOwner;
  confirmAction: FormStateAction;
};

/** Ten new codes to save, then one of them typed back. It takes the focus, since it stands where a form was. */
export function NewRecoveryCodes({ message, codes, owner, confirmAction }: NewRecoveryCodesProps) {
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    frame.current?.focus();
    window.scrollTo(0, 0);
  }, []);

  return (
    <div ref={frame} tabIndex={-1} className="flex flex-col gap-4 rounded-md outline-none">
      <Alert tone="ok">{message} Save these recovery codes now: they are not shown again.</Alert>
      <Panel id="codes" title="Your recovery codes">
        <p className="max-w-prose text-muted">
          Without your authenticator, one of them lets you in, once. Keep them apart from it: in a password manager, or
          on paper.
        </p>
        <RecoveryCodeList codes={codes} owner={owner} />
      </Panel>
      <Panel id="type-back" title="Type one back">
        <ConfirmRecoveryCodesForm action={confirmAction} />
      </Panel>
    </div>
  );
}
