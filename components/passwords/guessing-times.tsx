import { Disclosure } from "@/components/ui/disclosure";
import { Panel } from "@/components/ui/panel";
import { type Attacker, guessesPerSecond, timeToCrack } from "@/lib/domain/passwords/password-strength";
import type { Recipe } from "./recipe";
import { sentenceCase } from "./sentence-case";

const attackers: { attacker: Attacker; who: string }[] = [
  { attacker: "online", who: "At the site’s log-in" },
  { attacker: "offline", who: "With a stolen, badly hashed table" },
];

export function GuessingTimes({ recipe }: { recipe: Recipe | null }) {
  const bits = recipe && recipe.bits;
  return (
    <Panel id="guessing-times" title="Time to guess it">
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
      <Disclosure summary="How this is worked out">
        <div className="flex flex-col gap-2 text-14 text-muted">
          {recipe?.reckoning}
          <p>
            The times are averages: by then half of all guesses have been made. A random password leaves no shorter way.
          </p>
        </div>
      </Disclosure>
    </Panel>
  );
}

function inWords(rate: number): string {
  return rate === 1e12 ? "a trillion" : rate.toLocaleString("en");
}
