import { TextField, type TextFieldProps } from "@/components/ui/text-field";

/** One of the codes that were saved. No browser keeps it: it is good once. */
export function RecoveryCodeField(field: TextFieldProps) {
  return (
    <TextField
      type="text"
      autoComplete="off"
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      maxLength={64}
      required
      className="w-full font-mono"
      hint="24 letters and digits; hyphens and upper or lower case do not matter."
      {...field}
    />
  );
}
