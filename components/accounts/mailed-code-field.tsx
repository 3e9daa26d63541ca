import { TextField, type TextFieldProps } from "@/components/ui/text-field";

/** The short code of a mail. One field, so that it can be pasted, and spaces are fine. */
export function MailedCodeField(field: TextFieldProps) {
  return (
    <TextField
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      // Mails show "1234 5678".
      pattern="[0-9 \-]*"
      maxLength={16}
      required
      className="w-full font-mono text-20! tracking-[0.2em]"
      {...field}
    />
  );
}
