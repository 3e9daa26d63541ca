"use client";

import { type ReactNode, type Ref, useEffect, useState } from "react";
import { Button } from "./button";
import { copyText } from "./copy-text";
import { Check, Copy, TriangleAlert } from "./icons";
import { joinClasses } from "./join-classes";
import { type Announcement, LiveRegion } from "./live-region";

type CopyButtonProps = {
  text: string | null;
  /** Completes the accessible name: "Copy password". */
  what: string;
  label?: string;
  appearance?: "primary" | "secondary" | "quiet";
  shortcut?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
  onCopied?: ((text: string) => void) | undefined;
};

type Outcome = "copied" | "refused";

const SHOWN_MS = 2000;
const announcements: Record<Outcome, string> = {
  copied: "Copied",
  refused: "The browser blocked copying. Select the text and copy it yourself.",
};

export function CopyButton({
  text,
  what,
  label = "Copy",
  appearance = "quiet",
  shortcut,
  ref,
  onCopied,
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [announcement, setAnnouncement] = useState<Announcement | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome, announcement]);

  async function copy(): Promise<void> {
    if (text === null) return;
    const result = (await copyText(text)) ? "copied" : "refused";
    setOutcome(result);
    if (result === "copied") onCopied?.(text);
    setAnnouncement((last) => ({ words: announcements[result], occasion: (last?.occasion ?? 0) + 1 }));
  }

  return (
    <>
      <Button ref={ref} appearance={appearance} shortcut={shortcut} disabled={text === null} onClick={copy}>
        {/* All labels share one grid cell, so the button keeps its width. */}
        <span className="grid">
          <Label shown={outcome === null} icon={<Copy className="size-4" />}>
            <span>
              {label}
              <span className="sr-only"> {what}</span>
            </span>
          </Label>
          <Label shown={outcome === "copied"} icon={<Check className="size-4" />}>
            Copied
          </Label>
          <Label shown={outcome === "refused"} icon={<TriangleAlert className="size-4" />}>
            Failed
          </Label>
        </span>
      </Button>
      <LiveRegion announcement={announcement} />
    </>
  );
}

type LabelProps = { shown: boolean; icon: ReactNode; children: ReactNode };

function Label({ shown, icon, children }: LabelProps) {
  return (
    <span
      className={joinClasses(
        "col-start-1 row-start-1 inline-flex items-center justify-center gap-2",
        !shown && "invisible",
      )}
    >
      {icon}
      {children}
    </span>
  );
}
