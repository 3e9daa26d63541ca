import { TextField, type TextFieldProps } from "@/components/ui/text-field";
import { RECOVERY_CODE_RULE } from "@/lib/domain/two-factor/recovery-code";

/** Autocomplete is off: each code works once. */
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
      hint={`${RECOVERY_CODE_RULE}. Hyphens don’t matter.`}
      {...field}
    />
  );
}
