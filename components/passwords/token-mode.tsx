"use client";

import { useMemo } from "react";
import { SelectField } from "@/components/ui/select-field";
import { SliderField } from "@/components/ui/slider-field";
import { TextField } from "@/components/ui/text-field";
import { secureRandom } from "@/lib/domain/random";
import {
  defaultTokenOptions,
  generateToken,
  TOKEN_BYTES_MAX,
  TOKEN_BYTES_MIN,
  TOKEN_PREFIX_MAX,
  TOKEN_PREFIX_PATTERN,
  type TokenEncoding,
  type TokenOptions,
  tokenEncodings,
  tokenEntropyBits,
  tokenLengthMax,
} from "@/lib/domain/tokens/token";
import { changedSettings } from "./changed-settings";
import { EntropyExplanation } from "./entropy-explanation";
import { GeneratorBody } from "./generator-body";
import type { GeneratorDrafts } from "./generator-drafts";
import { isWholeNumber } from "./is-whole-number";
import type { ModeProps } from "./mode-props";
import { type ResultKind, type ModeSettings, passwordKind, type Recipe } from "./recipe";

type TokenDraft = GeneratorDrafts["token"];
type TokenErrors = Partial<Record<"bytes" | "prefix", string>>;

const kind: ResultKind = { ...passwordKind, noun: "token", title: "Token" };

const encodingLabels: Record<TokenEncoding, string> = {
  hex: "Hex: 0–9 a–f",
  base64url: "Base64url: A–Z a–z 0–9 - _",
  base32: "Base32: A–Z 2–7",
  base58: "Base58: letters and digits without 0 O I l",
};

export function TokenMode({ draft, change, frame }: ModeProps<TokenDraft>) {
  const settings = useMemo(() => settingsOf(draft), [draft]);
  const errors = settings.kind === "refused" ? settings.errors : {};
  return (
    <GeneratorBody mode="token" kind={kind} settings={settings} frame={frame}>
      <p className="text-14 text-muted">For API keys, signing keys and other secrets that programs use.</p>
      <SliderField
        name="bytes"
        label="Random bytes"
        min={TOKEN_BYTES_MIN}
        max={TOKEN_BYTES_MAX}
        value={draft.bytes}
        hint={settings.kind === "ready" ? describeLength(draft, settings.recipe.length) : undefined}
        error={errors.bytes}
        onValueChange={(bytes) => change({ bytes })}
      />
      <SelectField
        name="encoding"
        label="Encoding"
        options={tokenEncodings.map((value) => ({ value, label: encodingLabels[value] }))}
        value={draft.encoding}
        onValueChange={(value) =>
          change({ encoding: tokenEncodings.find((one) => one === value) ?? defaultTokenOptions.encoding })
        }
      />
      <TextField
        name="prefix"
        label="Prefix (optional)"
        hint={
          <>
            At most {TOKEN_PREFIX_MAX} letters, digits, hyphens and underscores, such as{" "}
            <code className="rounded-sm bg-sunken px-1 font-mono text-text">sk_live_</code>. A prefix doesn’t make the
            token stronger.
          </>
        }
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        value={draft.prefix}
        error={errors.prefix}
        className="w-full font-mono"
        onChange={(event) => change({ prefix: event.target.value })}
      />
    </GeneratorBody>
  );
}

function describeLength({ encoding }: TokenDraft, length: number): string {
  return encoding === "base58" ? `At most ${length} characters.` : `${length} characters.`;
}

function settingsOf(draft: TokenDraft): ModeSettings<TokenErrors> {
  if (!isWholeNumber(draft.bytes, TOKEN_BYTES_MIN, TOKEN_BYTES_MAX)) {
    return refuse("bytes", `Enter a number of bytes from ${TOKEN_BYTES_MIN} to ${TOKEN_BYTES_MAX}.`);
  }
  if (!TOKEN_PREFIX_PATTERN.test(draft.prefix)) {
    return refuse("prefix", `Enter at most ${TOKEN_PREFIX_MAX} letters, digits, hyphens and underscores.`);
  }
  const options = { ...draft, bytes: Number(draft.bytes) };
  const changed = changedSettings(options, defaultTokenOptions);
  return {
    kind: "ready",
    recipe: recipeOf(options),
    inUrl: changed,
    inRequest: [["mode", "token"], ...changed],
  };
}

function recipeOf(options: TokenOptions): Recipe {
  const bits = tokenEntropyBits(options);
  return {
    bits,
    length: tokenLengthMax(options),
    entropyExplanation: (
      <EntropyExplanation bits={bits} plural="tokens">
        {options.bytes} random bytes
      </EntropyExplanation>
    ),
    draw: () => generateToken(options, secureRandom),
  };
}

function refuse(field: keyof TokenErrors, message: string): ModeSettings<TokenErrors> {
  return { kind: "refused", message, errors: { [field]: message } };
}
