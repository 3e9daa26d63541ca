"use client";

import { Keyboard } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { KeyboardDialog } from "@/components/passwords/keyboard-dialog";
import { useSingleKeys } from "@/components/passwords/use-single-keys";
import { useSingleKeysPreference } from "@/components/passwords/use-single-keys-preference";
import { Button } from "@/components/ui/button";
import { useInBrowser } from "@/components/ui/use-in-browser";

const keys = [
  { key: "/", does: "Search" },
  { key: "↓", does: "Next user" },
  { key: "↑", does: "Previous user" },
  { key: "Enter", does: "Open user" },
  { key: "Space", does: "Select user" },
  { key: "?", does: "Show keyboard shortcuts" },
];

/** Adds keyboard navigation to the user list. */
export function UserListKeyboard({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const inBrowser = useInBrowser();
  const [enabled, setEnabled] = useSingleKeysPreference();
  const showKeys = (): void => setShowsKeys(true);
  useSingleKeys({ "?": showKeys }, enabled);

  // With the focus nowhere, the first row gets it.
  useEffect(() => {
    if (!enabled) return;
    const enter = (event: globalThis.KeyboardEvent): void => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (key !== "ArrowDown" || target !== document.body || ctrlKey || metaKey || altKey || shiftKey) return;
      const first = frame.current?.querySelector<HTMLElement>("tbody a[data-row-link]");
      if (first == null) return;
      event.preventDefault();
      first.focus();
    };
    document.addEventListener("keydown", enter);
    return () => document.removeEventListener("keydown", enter);
  }, [enabled]);

  function press(event: KeyboardEvent): void {
    if (
      !enabled ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.shiftKey ||
      !(event.target instanceof HTMLElement)
    )
      return;
    const links = [...(frame.current?.querySelectorAll<HTMLElement>("tbody a[data-row-link]") ?? [])];
    const row = event.target.closest("tbody tr");
    const place = links.findIndex((link) => row?.contains(link));
    const isSearch = event.target.matches("input[type=search]");
    if (event.key === "ArrowDown" && (isSearch || row !== null)) links[place + 1]?.focus();
    else if (event.key === "ArrowUp" && row !== null) links[Math.max(0, place - 1)]?.focus();
    else if (event.key === " " && event.target.matches("tbody a[data-row-link]"))
      row?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
    else return;
    event.preventDefault();
  }

  return (
    <div ref={frame} onKeyDown={press} className="flex flex-col gap-3">
      {children}
      {inBrowser && (
        <Button
          appearance="quiet"
          shortcut={enabled ? "?" : undefined}
          icon={<Keyboard aria-hidden className="size-4" />}
          onClick={showKeys}
          className="-mt-3 -ml-4 self-start max-sm:hidden no-hover:hidden"
        >
          Keyboard
        </Button>
      )}
      {showsKeys && (
        <KeyboardDialog
          keys={keys}
          enabled={enabled}
          onEnabledChange={setEnabled}
          onClose={() => setShowsKeys(false)}
        />
      )}
    </div>
  );
}
