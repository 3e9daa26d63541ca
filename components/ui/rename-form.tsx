"use client";

import { FormOutcome } from "./form-outcome";
import type { FormStateAction } from "./form-state";
import { SubmitButton } from "./submit-button";
import { TextField } from "./text-field";
import { useServerAction } from "./use-server-action";

type RenameFormProps = { id: string; name: string; maxLength: number; action: FormStateAction };

export function RenameForm({ id, name, maxLength, action }: RenameFormProps) {
  const [state, rename] = useServerAction(action);
  const error = state.status === "refused" ? state.fieldErrors["name"] : undefined;
  return (
    <form action={rename} className="flex max-w-form flex-col gap-3">
      {error === undefined && <FormOutcome state={state} />}
      <input type="hidden" name="id" value={id} />
      <TextField
        // The server may normalise the name.
        key={name}
        id={`name-${id}`}
        name="name"
        label="Name"
        type="text"
        autoComplete="off"
        defaultValue={state.values?.["name"] ?? name}
        maxLength={maxLength}
        required
        error={error}
      />
      <div>
        <SubmitButton appearance="secondary" pendingLabel="Saving…">
          Save name
        </SubmitButton>
      </div>
    </form>
  );
}
