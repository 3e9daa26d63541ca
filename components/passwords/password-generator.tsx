"use client";

import { type FormEvent, useRef } from "react";
import { Panel } from "@/components/ui/panel";
import type { GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { routes } from "@/lib/routes";
import { AdvancedSettings } from "./advanced-settings";
import { ApiRequest } from "./api-request";
import { CharacterClassControls } from "./character-class-controls";
import { GuessingTimes } from "./guessing-times";
import { KeyboardDialog } from "./keyboard-dialog";
import { LengthControl } from "./length-control";
import { PasswordResult } from "./password-result";
import { useGeneratorSettings } from "./use-generator-settings";
import { usePassword } from "./use-password";
import { useSingleKeys } from "./use-single-keys";
import { useSingleKeysPreference } from "./use-single-keys-preference";

type PasswordGeneratorProps = { initialOptions: GeneratorOptions; apiOrigin: string };

/** Works in the browser alone once it is there; without JavaScript it is a plain form that asks the server. */
export function PasswordGenerator({ initialOptions, apiOrigin }: PasswordGeneratorProps) {
  const { draft, settings, change } = useGeneratorSettings(initialOptions);
  const policy = settings.kind === "ready" ? settings.policy : null;
  const { password, draws, makeAnother } = usePassword(policy);
  const [singleKeys, setSingleKeys] = useSingleKeysPreference();
  const copyButton = useRef<HTMLButtonElement>(null);
  const keyboardDialog = useRef<HTMLDialogElement>(null);

  const showKeys = () => keyboardDialog.current?.showModal();
  useSingleKeys({ c: () => copyButton.current?.click(), r: makeAnother, "?": showKeys }, singleKeys);

  function submit(event: FormEvent): void {
    event.preventDefault();
    makeAnother();
  }

  const controls = { draft, errors: settings.kind === "refused" ? settings.errors : {}, change };
  return (
    <>
      <form
        method="get"
        action={routes.home()}
        autoComplete="off"
        onSubmit={submit}
        className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
      >
        <input type="hidden" name="form" value="1" />
        <div className="lg:col-span-2">
          <PasswordResult
            settings={settings}
            password={password}
            draws={draws}
            singleKeys={singleKeys}
            copyButton={copyButton}
            onMakeAnother={makeAnother}
            onShowKeys={showKeys}
          />
        </div>
        <Panel id="settings" title="Settings">
          <LengthControl {...controls} />
          <CharacterClassControls {...controls} />
          <AdvancedSettings {...controls} />
        </Panel>
        <GuessingTimes policy={policy} />
        <div className="lg:col-span-2">
          <ApiRequest origin={apiOrigin} options={settings.kind === "ready" ? settings.options : null} />
        </div>
      </form>
      <KeyboardDialog dialog={keyboardDialog} enabled={singleKeys} onEnabledChange={setSingleKeys} />
    </>
  );
}
