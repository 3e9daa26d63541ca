import type { ReactNode } from "react";
import { TextField, type TextFieldProps } from "@/components/ui/text-field";

/** Names and addresses are set as they are: nothing corrects or capitalises them. */
const verbatimField = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } as const;

export function EmailField(field: TextFieldProps) {
  // It is what one logs in by, so that managers keep it with the password; by its type browsers know an address besides.
  return <TextField {...verbatimField} type="email" inputMode="email" autoComplete="username" required {...field} />;
}

export function UsernameField({ label, ...field }: TextFieldProps) {
  return (
    <TextField
      {...verbatimField}
      autoComplete="nickname"
      label={<Optional>{label}</Optional>}
      hint="3 to 32 of a to z, 0 to 9, dot, underscore and hyphen. You can log in with it."
      {...field}
    />
  );
}

export function FullNameField({ label, ...field }: TextFieldProps) {
  return (
    <TextField
      autoComplete="name"
      autoCapitalize="words"
      spellCheck={false}
      label={<Optional>{label}</Optional>}
      {...field}
    />
  );
}

function Optional({ children }: { children: ReactNode }) {
  return (
    <>
      {children} <span className="font-normal text-muted">(optional)</span>
    </>
  );
}
