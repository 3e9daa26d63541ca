import { Disclosure } from "@/components/ui/disclosure";
import { Radio } from "@/components/ui/radio";
import type { GeneratorMode } from "./generator-mode";

type Way = Extract<GeneratorMode, "password" | "pronounceable" | "typeable">;

const ways: { mode: Way; label: string; hint: string }[] = [
  { mode: "password", label: "Random characters", hint: "The strongest for its length." },
  {
    mode: "pronounceable",
    label: "Easy to say",
    hint: "Letters in syllables, to be read out or remembered for a moment.",
  },
  {
    mode: "typeable",
    label: "Easy to type on a TV or phone",
    hint: "Few changes between letters, capitals and digits.",
  },
];

type MoreWaysProps = { mode: Way; onModeChange: (mode: GeneratorMode) => void };

/** Passwords for where typing or saying them is what is hard. */
export function MoreWays({ mode, onModeChange }: MoreWaysProps) {
  return (
    <Disclosure summary="More ways" startsOpen={mode !== "password"}>
      <fieldset className="flex min-w-0 flex-col">
        <legend className="sr-only">How the password is made</legend>
        {ways.map((way) => (
          <Radio
            key={way.mode}
            name="mode"
            value={way.mode}
            label={way.label}
            hint={way.hint}
            checked={way.mode === mode}
            onChange={() => onModeChange(way.mode)}
          />
        ))}
      </fieldset>
    </Disclosure>
  );
}
