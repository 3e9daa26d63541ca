import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Panel } from "@/components/ui/panel";
import { type Attacker, guessesPerSecond, timeToCrack } from "@/lib/domain/passwords/password-strength";
import type { Recipe } from "./recipe";
import { sentenceCase } from "./sentence-case";

const attackers: { attacker: Attacker; who: string }[] = [
  { attacker: "online", who: "Guessing at the log-in page" },
  { attacker: "offline", who: "Guessing with a stolen, badly hashed database" },
];

type GuessingTimesProps = {
  recipe: Recipe | null;
  /** Null where the server doesn't check. */
  onCheckBreaches: (() => void) | null;
};

export function GuessingTimes({ recipe, onCheckBreaches }: GuessingTimesProps) {
  const bits = recipe && recipe.bits;
  return (
    <Panel id="guessing-times" title="Time to crack">
      <dl className="flex flex-col gap-4">
        {attackers.map(({ attacker, who }) => (
          <div key={attacker} className="flex flex-col">
            <dt className="text-14 text-muted">
              {who}, {inWords(guessesPerSecond[attacker])} guesses a second
            </dt>
            <dd className="font-medium">{bits === null ? "–" : sentenceCase(timeToCrack(bits, attacker))}</dd>
          </div>
        ))}
      </dl>
      <Disclosure summary="How this is calculated">
        <div className="flex flex-col gap-2 text-14 text-muted">
          {recipe?.entropyExplanation}
          <p>The times are averages: the attacker has to try half of all possible passwords.</p>
        </div>
      </Disclosure>
      {onCheckBreaches !== null && (
        <Button className="self-start noscript:hidden" onClick={onCheckBreaches}>
          Check a password for breaches
        </Button>
      )}
    </Panel>
  );
}

function inWords(rate: number): string {
  return rate === 1e12 ? "a trillion" : rate.toLocaleString("en");
}
