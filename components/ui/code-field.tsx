import { joinClasses } from "@/components/ui/join-classes";
import { TextField, type TextFieldProps } from "@/components/ui/text-field";

/** Six digits that an authenticator shows. One field, so that a whole code can be pasted, filled in or read out. */
export function CodeField({ className, ...field }: TextFieldProps) {
  return (
    <TextField
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      // Apps show "123 456".
      pattern="[0-9 \-]*"
      maxLength={16}
      required
      className={joinClasses("w-full font-mono text-20! tracking-[0.2em]", className)}
      {...field}
    />
  );
}
