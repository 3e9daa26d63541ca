import type { MouseEvent } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { type GeneratorMode, generatorTabs, labelOf, tabOf } from "./generator-modes";
import { addressOf } from "./use-settings-in-url";

type GeneratorTabsProps = { mode: GeneratorMode; onModeChange: (mode: GeneratorMode) => void };

/** Links, so that they work without JavaScript and in a new window. With JavaScript no page is loaded. */
export function GeneratorTabs({ mode, onModeChange }: GeneratorTabsProps) {
  function follow(event: MouseEvent, next: GeneratorMode): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onModeChange(next);
  }

  return (
    <nav aria-label="Generator mode" className="print:hidden">
      <ul className="flex gap-0.5 overflow-x-auto rounded-lg bg-sunken p-1 sm:inline-flex sm:gap-1">
        {generatorTabs.map((tab) => {
          const isCurrent = tabOf(mode) === tab;
          return (
            <li key={tab} className="grow">
              <a
                href={addressOf(tab, [])}
                aria-current={isCurrent ? "page" : undefined}
                onClick={(event) => follow(event, tab)}
                className={joinClasses(
                  "flex min-h-11 items-center justify-center rounded-[10px] border px-1 text-center text-14 font-medium whitespace-nowrap transition-colors max-[22rem]:px-0.5 max-[22rem]:text-12 sm:px-5",
                  isCurrent
                    ? "border-border bg-panel text-text shadow-panel"
                    : "border-transparent text-muted hover:text-text",
                )}
              >
                {labelOf(tab)}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
