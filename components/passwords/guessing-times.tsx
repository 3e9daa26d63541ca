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
  return (
    <Panel id="guessing-times" title="Time to crack">
      <dl className="flex flex-col gap-4">
        {linesFor(recipe?.bits ?? null).map(({ who, time }) => (
          <div key={who} className="flex flex-col">
            <dt className="text-14 text-balance text-muted">{who}</dt>
            <dd className="font-medium">{time}</dd>
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

/** One line for each attacker, or one for both if the stronger one needs as long. */
function linesFor(bits: number | null): { who: string; time: string }[] {
  const lines = attackers.map(({ attacker, who }) => ({
    who: `${who}, ${inWords(guessesPerSecond[attacker])} guesses a second`,
    time: bits === null ? "–" : sentenceCase(timeToCrack(bits, attacker)),
  }));
  const last = lines.at(-1);
  const areEqual = bits !== null && lines.every(({ time }) => time === last?.time);
  return areEqual && last !== undefined ? [{ ...last, who: `Even for ${last.who.toLowerCase()}` }] : lines;
}

/** Not by the browser's number formats: it takes longer to set them up than to render the page. */
function inWords(rate: number): string {
  return rate === 1e12 ? "a trillion" : String(rate);
}
