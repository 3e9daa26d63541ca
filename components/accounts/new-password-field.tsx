"use client";

import { WandSparkles } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { type Announcement, LiveRegion } from "@/components/ui/live-region";
import { PasswordField } from "@/components/ui/password-field";
import type { TextFieldProps } from "@/components/ui/text-field";
import { PASSWORD_MAX } from "@/lib/domain/accounts/password-length";
import { generatePassword } from "@/lib/domain/passwords/generate-password";
import { defaultGeneratorOptions, PASSWORD_LENGTH_DEFAULT_ON_PAGE } from "@/lib/domain/passwords/generator-options";
import { buildPasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { secureRandom } from "@/lib/domain/random";
import { PasswordStrength } from "./password-strength";
import { useStrengthEstimate } from "./use-strength-estimate";

type NewPasswordFieldProps = Omit<TextFieldProps, "autoComplete"> & {
  /** Enters a suggestion into the field, as if typed. */
  onSuggest: (password: string) => void;
  length: PasswordLength;
};

/** Minimum lengths, without and with two-factor authentication. */
export type PasswordLength = { min: number; minWithSecondFactor: number };

/** A new password, with its rules, a strength meter and a button that suggests one. */
export function NewPasswordField({ onSuggest, onChange, length, ...field }: NewPasswordFieldProps) {
  const [typed, setTyped] = useState("");
  const [suggested, setSuggested] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const [announcement, setAnnouncement] = useState<Announcement | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { estimate, prepare } = useStrengthEstimate(typed, () => otherWords(frame.current, field.name));

  function suggest(): void {
    const password = makeSuggestion();
    onSuggest(password);
    prepare();
    setTyped(password);
    setSuggested(password);
    setShown(true);
    setAnnouncement((last) => ({ words: "A strong password was entered.", occasion: (last?.occasion ?? 0) + 1 }));
  }

  return (
    <div ref={frame} className="flex flex-col gap-2">
      <PasswordField
        {...rulesForGenerators(length)}
        autoComplete="new-password"
        minLength={length.min}
        required
        hint={lengthWords(length)}
        {...field}
        shown={shown}
        onShownChange={setShown}
        onFocus={prepare}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          setTyped(event.target.value);
          setSuggested(null);
          onChange?.(event);
        }}
      />
      <div className="flex flex-col gap-2 noscript:hidden">
        {typed !== "" && <PasswordStrength estimate={estimate} inWords={field.error === undefined} />}
        {/* One row on a phone too. */}
        <div className="flex flex-wrap gap-y-2 sm:gap-2">
          <Button
            icon={<WandSparkles aria-hidden className="size-4 shrink-0" />}
            className="px-2! sm:px-4!"
            onClick={suggest}
          >
            Suggest a strong password
          </Button>
          {suggested !== null && (
            <span className="-mr-4 -ml-3 sm:mx-0">
              <CopyButton text={suggested} what="suggested password" />
            </span>
          )}
        </div>
        <LiveRegion announcement={announcement} />
      </div>
    </div>
  );
}

// The `passwordrules` attribute guides the generators of password managers. React's types lack it.
function rulesForGenerators({ min }: PasswordLength): { passwordrules: string } {
  return { passwordrules: `minlength: ${min}; maxlength: ${PASSWORD_MAX}; allowed: ascii-printable;` };
}

function lengthWords({ min, minWithSecondFactor }: PasswordLength): string {
  if (min === minWithSecondFactor) return `${min} to ${PASSWORD_MAX} characters. Not your name or address.`;
  return `At least ${min} characters, or ${minWithSecondFactor} with two-factor authentication.`;
}

function makeSuggestion(): string {
  const outcome = buildPasswordPolicy({ ...defaultGeneratorOptions, length: PASSWORD_LENGTH_DEFAULT_ON_PAGE });
  // A test ensures that the defaults are valid.
  if (outcome.kind !== "policy") throw new RangeError("The default options allow no password.");
  return generatePassword(outcome.policy, secureRandom);
}

/** The other values in the form, which attackers try first. */
function otherWords(frame: HTMLElement | null, passwordField: string): string[] {
  const form = frame?.closest("form");
  if (!form) return [];
  return [...new FormData(form)].flatMap(([name, value]) =>
    name !== passwordField && !name.startsWith("$") && typeof value === "string" ? [value] : [],
  );
}
