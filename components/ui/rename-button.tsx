"use client";

import { ConfirmButton } from "./confirm-button";
import { FormOutcome } from "./form-outcome";
import type { FormState } from "./form-state";
import { SubmitButton } from "./submit-button";
import { TextField } from "./text-field";

type RenameButtonProps = {
  id: string;
  name: string;
  maxLength: number;
  /** The outcome is shown by the list, with RenameOutcome. */
  rename: (form: FormData) => void;
};

/** Asks for another name of an item in a list. */
export function RenameButton({ id, name, maxLength, rename }: RenameButtonProps) {
  return (
    <ConfirmButton
      label={
        <>
          Rename<span className="sr-only"> {name}</span>
        </>
      }
      appearance="quiet"
      title={`Rename “${name}”`}
    >
      <form action={rename} className="gap-4">
        <input type="hidden" name="id" value={id} />
        <TextField
          // The server may normalise the name.
          key={name}
          id={`name-${id}`}
          name="name"
          label="Name"
          type="text"
          autoComplete="off"
          autoFocus
          defaultValue={name}
          maxLength={maxLength}
          required
        />
        <SubmitButton pendingLabel="Saving…">Save name</SubmitButton>
      </form>
    </ConfirmButton>
  );
}

/** The result of renaming, with the reason if the name was refused. */
export function RenameOutcome({ state }: { state: FormState }) {
  if (state.status !== "refused") return <FormOutcome state={state} />;
  const { name: reason } = state.fieldErrors;
  return <FormOutcome state={{ ...state, message: reason === undefined ? state.message : `Name: ${reason}` }} />;
}
