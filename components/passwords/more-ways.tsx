import { Disclosure } from "@/components/ui/disclosure";
import { Radio } from "@/components/ui/radio";
import { type GeneratorMode, passwordWays } from "./generator-modes";

type MoreWaysProps = { mode: GeneratorMode; onModeChange: (mode: GeneratorMode) => void };

/** Other ways to make a password: easy to say or easy to type. */
export function MoreWays({ mode, onModeChange }: MoreWaysProps) {
  return (
    <Disclosure summary="Easy to say or type" startsOpen={mode !== "password"}>
      <fieldset className="flex min-w-0 flex-col">
        <legend className="sr-only">Kind of password</legend>
        {passwordWays.map((way) => (
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
