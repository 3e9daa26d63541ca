"use client";

import { createContext, type ReactNode, type RefObject, useContext, useEffect, useRef } from "react";
import { isResent, showsResult, type PendingFormName } from "@/lib/domain/sessions/pending-forms";
import type { LOST_FORM, PendingFormView } from "@/lib/schemas/pending-forms";
import { Alert } from "./alert";
import { FormOutcome } from "./form-outcome";
import type { FormState } from "./form-state";

type PendingForm = PendingFormView | typeof LOST_FORM | null;

const PendingFormContext = createContext<PendingForm>(null);

type PendingFormProviderProps = { pending: PendingForm; children: ReactNode };

/** Tells a page's forms which of them came back after re-authentication. */
export function PendingFormProvider({ pending, children }: PendingFormProviderProps) {
  return <PendingFormContext value={pending}>{children}</PendingFormContext>;
}

/** What became of the form that waited for re-authentication. */
export function PendingFormNotice() {
  const pending = useContext(PendingFormContext);
  if (pending === null) return null;
  if (pending === "lost") return <NotSaved>Not saved. Fill in the form again.</NotSaved>;
  const { result, form, complete } = pending;
  if (result === null) {
    const isSentByPage = isResent(form);
    const notice = (
      <NotSaved>
        {complete || isSentByPage
          ? "Not saved yet. Send the form again."
          : "Not saved yet. Enter what is missing, then send the form again."}
      </NotSaved>
    );
    return isSentByPage ? <noscript>{notice}</noscript> : notice;
  }
  if (showsResult(form, result.status)) return null;
  return <FormOutcome state={{ ...result, code: "conflict" }} />;
}

function NotSaved({ children }: { children: string }) {
  return <Alert tone="warn">{children}</Alert>;
}

/** The hidden field with which a form that came back replaces what the server kept of it. */
export function PendingFormField({ form }: { form: PendingFormName }) {
  const pending = useReturnedForm(form);
  return pending === null ? null : <input type="hidden" name="pending_form" value={pending.id} />;
}

/** For a form without fields whose secret only its page can show: sends it again after re-authentication. */
export function useResentForm(name: PendingFormName): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const isSent = useRef(false);
  const isReturned = useReturnedForm(name)?.result === null;
  useEffect(() => {
    if (!isReturned || isSent.current) return;
    isSent.current = true;
    form.current?.requestSubmit();
  }, [isReturned]);
  return form;
}

/** The first state of a form: what was kept of it, if it came back. */
export function useReturnedState(form: PendingFormName | undefined): FormState {
  const pending = useReturnedForm(form);
  if (pending === null) return { status: "idle" };
  const { result, fields: values } = pending;
  if (result === null) return { status: "idle", values };
  if (form === undefined || !showsResult(form, result.status)) return { status: "idle" };
  return { ...result, code: "conflict", values };
}

/** Whether the page shows this form again after re-authentication. */
export function useIsReturned(form: PendingFormName): boolean {
  const pending = useReturnedForm(form);
  return pending !== null && pending.result?.status !== "done";
}

function useReturnedForm(form: PendingFormName | undefined): PendingFormView | null {
  const pending = useContext(PendingFormContext);
  return pending !== null && pending !== "lost" && pending.form === form ? pending : null;
}
