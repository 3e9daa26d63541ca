"use client";

import {
  type ComponentType,
  createElement,
  type ReactNode,
  startTransition,
  Suspense,
  useEffect,
  useState,
} from "react";
import { lazyPart } from "@/components/ui/lazy-part";
import type { GeneratorAccount } from "./generator-account";
import type { GeneratorFrame } from "./generator-body";
import type { GeneratorDrafts } from "./generator-drafts";
import { type GeneratorMode, generatorModes, generatorTabs, labelOf, modeInQuery } from "./generator-modes";
import { panelLoaderOf } from "./generator-panels";
import { GeneratorTabs } from "./generator-tabs";
import { lazyParts } from "./lazy-parts";
import type { ModeProps } from "./mode-props";
import { PasswordMode } from "./password-mode";
import { useClipboardClearing } from "./use-clipboard-clearing";
import { useHistory } from "./use-history";
import { addressOf } from "./use-settings-in-url";
import { useSingleKeysPreference } from "./use-single-keys-preference";

type PasswordGeneratorProps = {
  initialMode: GeneratorMode;
  initialDrafts: GeneratorDrafts;
  apiEndpoint: string;
  account: GeneratorAccount | null;
  presetLinks: ReactNode;
  /** Whether the server looks passwords up in known breaches. */
  checksBreaches: boolean;
};

type Panels = { [Mode in GeneratorMode]: ComponentType<ModeProps<GeneratorDrafts[Mode]>> };

// The browser loads the other panels when it is idle, so a change of mode doesn't wait for the network.
// Object.fromEntries loses which panel belongs to which mode.
const panels = Object.fromEntries<unknown>(
  generatorModes.map((mode) => [mode, lazyPanel(mode) ?? PasswordMode]),
) as Panels;

const KeyboardDialog = lazyPart(lazyParts.keyboard, ({ KeyboardDialog: Part }) => Part);

const keys = [
  { key: "C", does: "Copy the password" },
  { key: "R", does: "Generate a new password" },
  { key: `1–${generatorTabs.length}`, does: generatorTabs.map(labelOf).join(", ") },
  { key: "?", does: "Show this list" },
];

export function PasswordGenerator({
  initialMode,
  initialDrafts,
  apiEndpoint,
  account,
  presetLinks,
  checksBreaches,
}: PasswordGeneratorProps) {
  const [mode, setMode] = useState(initialMode);
  const [drafts, setDrafts] = useState(initialDrafts);
  const [hidden, onHiddenChange] = useState(false);
  const [clearsClipboard, onClearsClipboardChange] = useState(false);
  const history = useHistory();
  const clearing = useClipboardClearing(clearsClipboard);
  const [singleKeys, setSingleKeys] = useSingleKeysPreference();
  const [showsKeys, setShowsKeys] = useState(false);

  useEffect(() => {
    const followAddress = (): void => startTransition(() => setMode(modeInQuery(window.location.search)));
    // The stored page is that of the first mode.
    if (document.documentElement.dataset["stored"] !== undefined) followAddress();
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
    checksBreaches,
    history,
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
      {panelOf(mode)}
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

  function panelOf<Mode extends GeneratorMode>(one: Mode): ReactNode {
    const panel: ComponentType<ModeProps<GeneratorDrafts[Mode]>> = panels[one];
    return createElement(panel, { draft: drafts[one], change: changerOf(one), frame });
  }
}

function lazyPanel<Mode extends GeneratorMode>(mode: Mode): ComponentType<ModeProps<GeneratorDrafts[Mode]>> | null {
  const load = panelLoaderOf(mode);
  return load === null ? null : lazyPart(load, ({ default: Panel }) => Panel);
}
