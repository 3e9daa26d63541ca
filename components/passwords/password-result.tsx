"use client";

import { CircleAlert } from "lucide-react";
import { type Ref, useState } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { LiveRegion } from "@/components/ui/live-region";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import type { GeneratorSettings } from "./generator-settings";
import { PasswordActions } from "./password-actions";
import { characterStyles } from "./password-characters";
import { PasswordDisplay } from "./password-display";
import { StrengthRuler } from "./strength-ruler";

type PasswordResultProps = {
  settings: GeneratorSettings;
  password: string | null;
  draws: number;
  singleKeys: boolean;
  copyButton: Ref<HTMLButtonElement>;
  onMakeAnother: () => void;
  onShowKeys: () => void;
};

const PASSWORD_ID = "password";

export function PasswordResult({ settings, password, draws, ...actions }: PasswordResultProps) {
  const [hidden, setHidden] = useState(false);
  return (
    <section
      aria-label="Your password"
      className="flex flex-col gap-6 rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-8"
    >
      {/* High enough for the longest password, so that the slider below never moves away from under the pointer. */}
      <div id={PASSWORD_ID} className="flex min-h-24 items-center sm:min-h-30">
        {settings.kind === "ready" ? (
          <PasswordDisplay policy={settings.policy} password={password} hidden={hidden} draws={draws} />
        ) : (
          <p role="status" className="flex gap-3 text-16">
            <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
            {settings.message}
          </p>
        )}
      </div>
      <StrengthRuler bits={settings.kind === "ready" ? passwordEntropyBits(settings.policy) : null} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        <PasswordActions
          {...actions}
          password={password}
          passwordId={PASSWORD_ID}
          hidden={hidden}
          onHiddenChange={setHidden}
        />
        <Legend />
      </div>
      <LiveRegion announcement={draws > 0 ? { words: "New password made", occasion: draws } : null} />
    </section>
  );
}

function Legend() {
  return (
    <p className="flex gap-4 text-12 text-muted sm:ml-auto">
      <span>
        <span className={joinClasses("font-mono", characterStyles.number)}>123</span> digits
      </span>
      <span>
        <span className={joinClasses("font-mono", characterStyles.symbol)}>#$%</span> symbols
      </span>
    </p>
  );
}
