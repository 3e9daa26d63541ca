"use client";

import { useState } from "react";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { generatePassword } from "@/lib/domain/passwords/generate-password";
import type { PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { secureRandom } from "@/lib/domain/random";

type Made = { policy: PasswordPolicy; password: string };

/** A password that keeps the policy, made in the browser and never on the server; a new policy makes a new one. */
export function usePassword(policy: PasswordPolicy | null): {
  password: string | null;
  /** How often another one was asked for. */
  draws: number;
  makeAnother: () => void;
} {
  const inBrowser = useInBrowser();
  const [made, setMade] = useState<Made | null>(null);
  const [draws, setDraws] = useState(0);

  // Made while rendering, so that no password is ever shown beside settings that it was not made by.
  if (inBrowser && policy !== null && made?.policy !== policy) setMade(make(policy));

  function makeAnother(): void {
    if (policy === null) return;
    setMade(make(policy));
    setDraws(draws + 1);
  }

  return { password: policy !== null && made?.policy === policy ? made.password : null, draws, makeAnother };
}

function make(policy: PasswordPolicy): Made {
  return { policy, password: generatePassword(policy, secureRandom) };
}
