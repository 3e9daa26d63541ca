"use client";

import { type ComponentType, useEffect, useEffectEvent, useState } from "react";
import { Search } from "@/components/ui/icons";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { PaletteDialogProps } from "./palette-dialog";

type CommandPaletteProps = Omit<PaletteDialogProps, "takeEarlyText" | "onClose">;

type State = { step: "closed" } | { step: "loading" } | { step: "open"; takeEarlyText: () => string };

let PaletteDialog: ComponentType<PaletteDialogProps> | undefined;

/** The button and shortcut (Ctrl+K or ⌘K) of the command palette, which loads when first opened. */
export function CommandPalette(palette: CommandPaletteProps) {
  const [state, setState] = useState<State>({ step: "closed" });
  const inBrowser = useInBrowser();
  const close = (): void => setState({ step: "closed" });

  async function show(): Promise<void> {
    if (PaletteDialog !== undefined) return setState({ step: "open", takeEarlyText: () => "" });
    setState({ step: "loading" });
    const early = collectTyping();
    try {
      PaletteDialog = (await import("./palette-dialog")).PaletteDialog;
      setState({ step: "open", takeEarlyText: early.stop });
    } catch {
      // Offline before the first use: the links of the page still work, and the next press tries again.
      early.stop();
      close();
    }
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    // The browser's own shortcut, a search in the address bar.
    event.preventDefault();
    if (state.step === "open") close();
    else if (state.step === "closed" && document.querySelector("dialog[open]") === null) void show();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  // Without JavaScript it would do nothing.
  if (!inBrowser) return <span aria-hidden className="size-11 sm:size-9 sm:pointer-coarse:size-11" />;
  return (
    <>
      <button
        type="button"
        aria-label="Search pages and actions"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        title="Search pages and actions (Ctrl+K or ⌘K)"
        onClick={() => void show()}
        className="inline-flex size-11 items-center justify-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-text sm:size-9 sm:pointer-coarse:size-11"
      >
        <Search className="size-4" />
      </button>
      {state.step === "open" && PaletteDialog !== undefined && (
        <PaletteDialog {...palette} takeEarlyText={state.takeEarlyText} onClose={close} />
      )}
    </>
  );
}

/** Takes the letters that are typed before the palette has its field, so that they don't reach the page's shortcuts. */
function collectTyping(): { stop: () => string } {
  let text = "";
  const take = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Backspace") text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("keydown", take, { capture: true });
  return {
    stop() {
      document.removeEventListener("keydown", take, { capture: true });
      const taken = text;
      text = "";
      return taken;
    },
  };
}
