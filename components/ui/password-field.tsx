"use client";

import { Eye, EyeOff } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";
import { Button } from "./button";
import { joinClasses } from "./join-classes";
import { TextField, type TextFieldProps } from "./text-field";

type PasswordFieldProps = Omit<TextFieldProps, "type" | "beside" | "autoComplete"> & {
  autoComplete: "current-password" | "new-password" | "off";
  /** For a parent that can also show the password. */
  shown?: boolean;
  onShownChange?: (shown: boolean) => void;
};

/** Turns off correction, capitalisation and spell checking, which can send the text to a server. */
const secretField = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } as const;

export function PasswordField({ shown: shownByParent, onShownChange, id, className, ...field }: PasswordFieldProps) {
  const [shownByField, setShownByField] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const fieldId = id ?? field.name;
  const shown = shownByParent ?? shownByField;

  function show(next: boolean): void {
    setShownByField(next);
    onShownChange?.(next);
  }

  useHideOnSubmit(fieldId, show);

  function watchCapsLock(event: KeyboardEvent): void {
    // On keydown, systems differ in whether Caps Lock reports the old or the new state; keyup always reports the new one.
    if (event.type === "keydown" && event.key === "CapsLock") return;
    setCapsLock(event.getModifierState("CapsLock"));
  }

  return (
    <div className="flex flex-col gap-1">
      <TextField
        {...secretField}
        {...field}
        id={fieldId}
        type={shown ? "text" : "password"}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        className={joinClasses("w-full pr-12 noscript:pr-3", shown && "font-mono", className)}
        beside={
          // A negative margin of its width plus the gap puts it over the end of the field.
          <span className="-ml-15 noscript:hidden">
            <Button
              appearance="quiet"
              aria-label="Show password"
              title={shown ? "Hide password" : "Show password"}
              aria-pressed={shown}
              aria-controls={fieldId}
              icon={shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
              className="w-11 bg-transparent px-0! forced-colors:border-0! not-disabled:hover:bg-transparent"
              onClick={() => show(!shown)}
            />
          </span>
        }
      />
      <p role="status" className="text-14 text-muted empty:hidden">
        {capsLock && "Caps Lock is on."}
      </p>
    </div>
  );
}

/** Hides the password on submit, so that password managers recognise the field. */
function useHideOnSubmit(fieldId: string, show: (shown: boolean) => void): void {
  const hide = useEffectEvent(() => show(false));
  useEffect(() => {
    const form = document.getElementById(fieldId)?.closest("form");
    const listener = () => hide();
    form?.addEventListener("submit", listener);
    return () => form?.removeEventListener("submit", listener);
  }, [fieldId]);
}
