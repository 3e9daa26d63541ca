"use client";

import { Eye, EyeOff } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";
import { Button } from "./button";
import { joinClasses } from "./join-classes";
import { TextField, type TextFieldProps } from "./text-field";

type PasswordFieldProps = Omit<TextFieldProps, "type" | "beside" | "autoComplete"> & {
  autoComplete: "current-password" | "new-password" | "off";
  /** When something else than the field's own button may show it, too. */
  shown?: boolean;
  onShownChange?: (shown: boolean) => void;
};

/** Nothing corrects, capitalises or remembers what is typed here but the password manager. */
const secretField = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } as const;

export function PasswordField({ shown: shownByOwner, onShownChange, id, className, ...field }: PasswordFieldProps) {
  const [shownByItself, setShownByItself] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const fieldId = id ?? field.name;
  const shown = shownByOwner ?? shownByItself;

  function show(next: boolean): void {
    setShownByItself(next);
    onShownChange?.(next);
  }

  useHideOnSubmit(fieldId, show);

  function watchCapsLock(event: KeyboardEvent): void {
    // The key that switches it reports the state before or after, by system; its release reports the state after on all.
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
          // Drawn back over the end of the field: its own width and the gap before it.
          <span className="-ml-15 noscript:hidden">
            <Button
              appearance="quiet"
              aria-label="Show password"
              title={shown ? "Hide password" : "Show password"}
              aria-pressed={shown}
              aria-controls={fieldId}
              icon={shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
              className="w-11 px-0! not-disabled:hover:bg-transparent"
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

/** A password that goes to the server is in sight no longer, and managers know the field as one of a password. */
function useHideOnSubmit(fieldId: string, show: (shown: boolean) => void): void {
  const hide = useEffectEvent(() => show(false));
  useEffect(() => {
    const form = document.getElementById(fieldId)?.closest("form");
    const listener = () => hide();
    form?.addEventListener("submit", listener);
    return () => form?.removeEventListener("submit", listener);
  }, [fieldId]);
}
