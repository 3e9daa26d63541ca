"use client";

import { Alert } from "@/components/ui/alert";
import type { FormStateAction } from "@/components/ui/form-state";
import { useServerAction } from "@/components/ui/use-server-action";

type LogOutFormProps = { action: FormStateAction; className: string; id?: string };

/** A button in the header; its rare refusal is shown at the foot of the window. */
export function LogOutForm({ action, className, id }: LogOutFormProps) {
  const [state, dispatch] = useServerAction(action);
  return (
    <form action={dispatch} id={id}>
      <button type="submit" className={className}>
        Log out
      </button>
      {state.status === "refused" && (
        <div className="fixed inset-x-4 bottom-4 z-10 mx-auto max-w-form text-16 whitespace-normal text-text shadow-overlay">
          <Alert tone="danger">You are still logged in. {state.message}</Alert>
        </div>
      )}
    </form>
  );
}
