"use client";

import { lazy, type ReactNode, startTransition, Suspense, useEffect, useState } from "react";
import type { GeneratorAccount } from "./generator-account";
import type { GeneratorFrame } from "./generator-body";
import type { GeneratorDrafts } from "./generator-drafts";
import { type GeneratorMode, generatorTabs, modeInQuery } from "./generator-mode";
import { GeneratorTabs } from "./generator-tabs";
import { parts } from "./parts-for-later";
import { PasswordMode } from "./password-mode";
import { useClipboardClearing } from "./use-clipboard-clearing";
import { addressOf } from "./use-settings-in-address";
import { useSingleKeysPreference } from "./use-single-keys-preference";

type PasswordGeneratorProps = {
  initialMode: GeneratorMode;
  initialDrafts: GeneratorDrafts;
  apiEndpoint: string;
  account: GeneratorAccount | null;
  presetLinks: ReactNode;
};

// Shown at once when they are asked for: the page fetches them once it has nothing else to do.
const PassphraseMode = lazy(() => parts.passphrase().then(({ PassphraseMode: Mode }) => ({ default: Mode })));
const PinMode = lazy(() => parts.pin().then(({ PinMode: Mode }) => ({ default: Mode })));
const RulesMode = lazy(() => parts.rules().then(({ RulesMode: Mode }) => ({ default: Mode })));
const PronounceableMode = lazy(() => parts.pronounceable().then(({ PronounceableMode: Mode }) => ({ default: Mode })));
const TypeableMode = lazy(() => parts.typeable().then(({ TypeableMode: Mode }) => ({ default: Mode })));
const KeyboardDialog = lazy(() => parts.keyboard().then(({ KeyboardDialog: Part }) => ({ default: Part })));

const keys = [
  { key: "C", does: "Copy the password" },
  { key: "R", does: "Make a new password" },
  { key: `1–${generatorTabs.length}`, does: generatorTabs.map(({ label }) => label).join(", ") },
  { key: "?", does: "Show this list" },
];

export function PasswordGenerator({
  initialMode,
  initialDrafts,
  apiEndpoint,
  account,
  presetLinks,
}: PasswordGeneratorProps) {
  const [mode, setMode] = useState(initialMode);
  const [drafts, setDrafts] = useState(initialDrafts);
  const [hidden, onHiddenChange] = useState(false);
  const [clearsClipboard, onClearsClipboardChange] = useState(false);
  const clearing = useClipboardClearing(clearsClipboard);
  const [singleKeys, setSingleKeys] = useSingleKeysPreference();
  const [showsKeys, setShowsKeys] = useState(false);

  useEffect(() => {
    const followAddress = (): void => startTransition(() => setMode(modeInQuery(window.location.search)));
    window.addEventListener("popstate", followAddress);
    return () => window.removeEventListener("popstate", followAddress);
  }, []);

  function showMode(next: GeneratorMode): void {
    if (next === mode) return;
    window.history.pushState(null, "", addressOf(next, []));
    startTransition(() => setMode(next));
  }

  function changerOf<Mode extends GeneratorMode>(one: Mode): (changes: Partial<GeneratorDrafts[Mode]>) => void {
    return (changes) => setDrafts((all) => ({ ...all, [one]: { ...all[one], ...changes } }));
  }

  const onShowKeys = (): void => setShowsKeys(true);
  const frame: GeneratorFrame = {
    apiEndpoint,
    account,
    presetLinks,
    hidden,
    onHiddenChange,
    clearsClipboard,
    onClearsClipboardChange,
    clearing,
    singleKeys,
    onShowKeys,
    showMode,
  };
  return (
    <div className="flex flex-col gap-4">
      <GeneratorTabs mode={mode} onModeChange={showMode} />
      {body()}
      <Suspense>
        {showsKeys && (
          <KeyboardDialog
            keys={keys}
            enabled={singleKeys}
            onEnabledChange={setSingleKeys}
            onClose={() => setShowsKeys(false)}
          />
        )}
      </Suspense>
    </div>
  );

  function body() {
    switch (mode) {
      case "password":
        return <PasswordMode draft={drafts.password} change={changerOf("password")} frame={frame} />;
      case "passphrase":
        return <PassphraseMode draft={drafts.passphrase} change={changerOf("passphrase")} frame={frame} />;
      case "pin":
        return <PinMode draft={drafts.pin} change={changerOf("pin")} frame={frame} />;
      case "rules":
        return <RulesMode draft={drafts.rules} change={changerOf("rules")} frame={frame} />;
      case "pronounceable":
        return <PronounceableMode draft={drafts.pronounceable} change={changerOf("pronounceable")} frame={frame} />;
      case "typeable":
        return <TypeableMode draft={drafts.typeable} change={changerOf("typeable")} frame={frame} />;
    }
  }
}
