"use client";

import { Search } from "lucide-react";
import { type ComponentType, useEffect, useEffectEvent, useState } from "react";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { PaletteDialogProps } from "./palette-dialog";

type CommandPaletteProps = Omit<PaletteDialogProps, "onClose">;

/** The button and shortcut (Ctrl+K or ⌘K) of the command palette, which loads when first opened. */
export function CommandPalette(palette: CommandPaletteProps) {
  const [PaletteDialog, setPaletteDialog] = useState<ComponentType<PaletteDialogProps> | null>(null);
  const [open, setOpen] = useState(false);
  const inBrowser = useInBrowser();

  async function show(): Promise<void> {
    setOpen(true);
    try {
      const loaded = await import("./palette-dialog");
      setPaletteDialog(() => loaded.PaletteDialog);
    } catch {
      // Offline before the first use: the links of the page still work, and the next press tries again.
      setOpen(false);
    }
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    // The browser's own shortcut, a search in the address bar.
    event.preventDefault();
    if (open) setOpen(false);
    else if (document.querySelector("dialog[open]") === null) void show();
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
        <Search aria-hidden className="size-4" />
      </button>
      {open && PaletteDialog !== null && <PaletteDialog {...palette} onClose={() => setOpen(false)} />}
    </>
  );
}
