"use client";

import { type FormEvent, type ReactNode, Suspense, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import { Panel } from "@/components/ui/panel";
import { ApiRequest } from "./api-request";
import type { GeneratorAccount } from "./generator-account";
import { type GeneratorMode, generatorTabs, tabOf } from "./generator-modes";
import { GuessingTimes } from "./guessing-times";
import { HistoryPanel } from "./history-panel";
import { lazyParts } from "./lazy-parts";
import { PasswordResult } from "./password-result";
import type { ResultKind, ModeSettings } from "./recipe";
import { SharePanel } from "./share-panel";
import type { ClipboardClearing } from "./use-clipboard-clearing";
import { useEarlyInput } from "./use-early-input";
import type { HistoryText, PasswordHistory } from "./use-history";
import { usePassword } from "./use-password";
import { GENERATOR_URL, useSettingsInUrl } from "./use-settings-in-url";
import { useSingleKeys } from "./use-single-keys";

const BreachDialog = lazyPart(lazyParts.breaches, ({ BreachDialog: Part }) => Part);
const PresetsDialog = lazyPart(lazyParts.presets, ({ PresetsDialog: Part }) => Part);

/** State and callbacks that all modes share and that survive a change of mode. */
export type GeneratorFrame = {
  /** The API URL for the same settings. */
  apiEndpoint: string;
  /** Null for visitors. */
  account: GeneratorAccount | null;
  /** Links to the presets, for browsers without JavaScript. */
  presetLinks: ReactNode;
  /** Whether the server looks passwords up in known breaches. */
  checksBreaches: boolean;
  history: PasswordHistory;
  hidden: boolean;
  onHiddenChange: (hidden: boolean) => void;
  clearsClipboard: boolean;
  onClearsClipboardChange: (clears: boolean) => void;
  clearing: ClipboardClearing;
  singleKeys: boolean;
  onShowKeys: () => void;
  showMode: (mode: GeneratorMode) => void;
};

type GeneratorBodyProps = {
  mode: GeneratorMode;
  kind: ResultKind;
  settings: ModeSettings<unknown>;
  frame: GeneratorFrame;
  /** Short texts above the result, the most important first. */
  notes?: readonly string[];
  /** A warning beside the strength; null for none. */
  warning?: string | null;
  /** Shown before the result. */
  lead?: ReactNode;
  /** The mode's own controls. */
  children: ReactNode;
};

/** Runs entirely in the browser after loading; without JavaScript it is a plain form that the server answers. */
export function GeneratorBody({
  mode,
  kind,
  settings,
  frame,
  notes = [],
  warning = null,
  lead,
  children,
}: GeneratorBodyProps) {
  const ready = settings.kind === "ready" ? settings : null;
  const recipe = ready?.recipe ?? null;
  const { password, draws, regenerate: draw } = usePassword(recipe);
  const copyButton = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEarlyInput(form);
  const [showsPresets, setShowsPresets] = useState(false);
  const [showsBreaches, setShowsBreaches] = useState(false);
  useSettingsInUrl(mode, ready?.inUrl ?? null);

  const showTabs = Object.fromEntries(
    generatorTabs.map((tab, index) => [String(index + 1), () => frame.showMode(tab)]),
  );
  const keys = { ...showTabs, c: () => copyButton.current?.click(), r: regenerate, "?": frame.onShowKeys };
  useSingleKeys(keys, frame.singleKeys);

  function regenerate(): void {
    const next = draw();
    if (next !== null) frame.history.add(entryOf(next));
  }

  function recordCopy(copied: string): void {
    frame.clearing.begin(copied);
    frame.history.add(entryOf(copied));
  }

  function entryOf(text: string): HistoryText {
    return { text, noun: kind.noun, bits: recipe?.bits ?? 0 };
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    regenerate();
  }

  return (
    <>
      <form
        ref={form}
        method="get"
        action={GENERATOR_URL}
        autoComplete="off"
        onSubmit={submit}
        className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:block"
      >
        <input type="hidden" name="form" value="1" />
        {/* On the password tab, the form's radio buttons send the mode. */}
        {tabOf(mode) !== "password" && <input type="hidden" name="mode" value={mode} />}
        {lead !== undefined && (
          <div className="rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6 lg:col-span-2 print:hidden">
            {lead}
          </div>
        )}
        <div className="lg:col-span-2">
          <PasswordResult
            kind={kind}
            settings={settings}
            notes={notes}
            warning={warning}
            password={password}
            draws={draws}
            hidden={frame.hidden}
            onHiddenChange={frame.onHiddenChange}
            singleKeys={frame.singleKeys}
            copyButton={copyButton}
            clearsClipboard={frame.clearsClipboard}
            onClearsClipboardChange={frame.onClearsClipboardChange}
            secondsToClear={frame.clearing.secondsLeft}
            onCopied={recordCopy}
            onMakeAnother={regenerate}
            onShowKeys={frame.onShowKeys}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6 print:hidden">
          <Panel
            id="settings"
            title="Settings"
            action={
              <Button appearance="quiet" className="-mr-4 noscript:hidden" onClick={() => setShowsPresets(true)}>
                Presets
              </Button>
            }
          >
            {children}
            {frame.presetLinks}
          </Panel>
          <HistoryPanel
            history={frame.history}
            current={password === null ? null : entryOf(password)}
            hidden={frame.hidden}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6 print:hidden">
          <GuessingTimes recipe={recipe} onCheckBreaches={frame.checksBreaches ? () => setShowsBreaches(true) : null} />
          <SharePanel kind={kind} password={password} mode={mode} bits={recipe?.bits ?? 0} receipts={frame.account} />
          <ApiRequest endpoint={frame.apiEndpoint} settings={ready?.inRequest ?? null} />
        </div>
      </form>
      {/* Outside the form, because they contain forms. */}
      <Suspense>
        {showsBreaches && <BreachDialog onClose={() => setShowsBreaches(false)} />}
        {showsPresets && (
          <PresetsDialog mode={mode} settings={settings} own={frame.account} onClose={() => setShowsPresets(false)} />
        )}
      </Suspense>
    </>
  );
}
