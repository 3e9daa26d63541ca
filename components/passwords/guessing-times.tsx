import { Disclosure } from "@/components/ui/disclosure";
import { Panel } from "@/components/ui/panel";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import type { PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { type Attacker, guessesPerSecond, timeToCrack } from "@/lib/domain/passwords/password-strength";
import { sentenceCase } from "./sentence-case";

const attackers: { attacker: Attacker; who: string }[] = [
  { attacker: "online", who: "At the site’s log-in" },
  { attacker: "offline", who: "With a stolen, badly hashed table" },
];

export function GuessingTimes({ policy }: { policy: PasswordPolicy | null }) {
  const bits = policy && passwordEntropyBits(policy);
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
          {policy !== null && bits !== null && <Reckoning policy={policy} bits={bits} />}
          <p>The times are averages: by then half of all guesses have been made. A random password leaves no shorter way.</p>
        </div>
      </Disclosure>
    </Panel>
  );
}

function Reckoning({ policy, bits }: { policy: PasswordPolicy; bits: number }) {
  const characters = policy.classes.reduce((sum, { characters: ofClass }) => sum + ofClass.length, 0);
  const exponent = Math.floor(bits * Math.log10(2));
  const leading = Math.floor(10 ** (bits * Math.log10(2) - exponent));
  return (
    <p>
      {policy.length} characters out of {characters}, with every kind in its least number, make about {leading} × 10
      <sup>{exponent}</sup> passwords, and each is equally likely. Entropy is the base-2 logarithm of that number:{" "}
      {bits.toFixed(1)} bits. Whoever guesses is taken to know your settings.
    </p>
  );
}

function inWords(rate: number): string {
  return rate === 1e12 ? "a trillion" : rate.toLocaleString("en");
}
