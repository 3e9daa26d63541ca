import type { ReactNode } from "react";
import { TextField, type TextFieldProps } from "@/components/ui/text-field";

// Browsers must not correct or capitalise names and addresses.
const verbatimField = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } as const;

export function EmailField(field: TextFieldProps) {
  // "username", so that password managers save it with the password; the type still offers addresses.
  return <TextField {...verbatimField} type="email" inputMode="email" autoComplete="username" required {...field} />;
}

export function UsernameField({ label, ...field }: TextFieldProps) {
  return (
    <TextField
      {...verbatimField}
      autoComplete="nickname"
      label={<Optional>{label}</Optional>}
      hint="3 to 32 characters: a–z, 0–9, dot, underscore, hyphen. You can log in with it."
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
