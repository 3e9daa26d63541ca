"use client";

import { useMemo } from "react";
import { SliderField } from "@/components/ui/slider-field";
import { generatePin, pinEntropyBits } from "@/lib/domain/pins/generate-pin";
import { PIN_LENGTH_DEFAULT, PIN_LENGTH_MAX, PIN_LENGTH_MIN } from "@/lib/domain/pins/pin-options";
import { secureRandom } from "@/lib/domain/random";
import { changedSettings } from "./changed-settings";
import { GeneratorBody } from "./generator-body";
import type { LengthDraft } from "./generator-drafts";
import { isWholeNumber } from "./is-whole-number";
import type { ModeProps } from "./mode-props";
import type { Kind, ModeSettings } from "./recipe";
import { Reckoning } from "./reckoning";

const kind: Kind = { noun: "PIN", title: "PIN", breaks: "anywhere", marksKinds: false };

export function PinMode({ draft, change, frame }: ModeProps<LengthDraft>) {
  const settings = useMemo(() => settingsOf(draft), [draft]);
  return (
    <GeneratorBody mode="pin" kind={kind} settings={settings} frame={frame}>
      <SliderField
        name="length"
        label="Digits"
        min={PIN_LENGTH_MIN}
        max={PIN_LENGTH_MAX}
        value={draft.length}
        error={settings.kind === "refused" ? settings.errors.length : undefined}
        onValueChange={(length) => change({ length })}
      />
      <p className="text-14 text-muted">
        Never a run like 1234, a repeat like 7777 or 1212, a year or a date: those are tried first. A PIN is only as
        good as the lock that counts wrong tries.
      </p>
    </GeneratorBody>
  );
}

function settingsOf(draft: LengthDraft): ModeSettings<{ length?: string }> {
  if (!isWholeNumber(draft.length, PIN_LENGTH_MIN, PIN_LENGTH_MAX)) {
    const message = `Enter a number of digits from ${PIN_LENGTH_MIN} to ${PIN_LENGTH_MAX}.`;
    return { kind: "refused", message, errors: { length: message } };
  }
  const length = Number(draft.length);
  const bits = pinEntropyBits(length);
  const changed = changedSettings({ length }, { length: PIN_LENGTH_DEFAULT });
  const reckoning = (
    <Reckoning bits={bits} things="PINs">
      {length} digits, without those that are easily guessed,
    </Reckoning>
  );
  return {
    kind: "ready",
    recipe: { bits, length, reckoning, draw: () => generatePin(length, secureRandom) },
    inAddress: changed,
    inRequest: [["mode", "pin"], ...changed],
  };
}
