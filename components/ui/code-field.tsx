import { joinClasses } from "@/components/ui/join-classes";
import { TextField, type TextFieldProps } from "@/components/ui/text-field";

/** A numeric code from an app or an email. One field rather than one for each digit, so that pasting and autofill work. */
export function CodeField({ className, ...field }: TextFieldProps) {
  return (
    <TextField
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      // Apps show "123 456", emails "1234 5678".
      pattern="[0-9 \-]*"
      maxLength={16}
      required
      className={joinClasses("w-full font-mono text-20! tracking-[0.2em]", className)}
      {...field}
    />
  );
}
