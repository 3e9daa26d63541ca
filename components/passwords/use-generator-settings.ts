"use client";

import { useEffect, useState } from "react";
import type { GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { routes } from "@/lib/routes";
import { draftFromOptions, type GeneratorDraft, type GeneratorSettings, readDraft } from "./generator-settings";
import { pageQuery } from "./settings-query";

type Settled = { draft: GeneratorDraft; settings: GeneratorSettings };

// Browsers refuse more than a hundred changes of address in half a minute, and a slider makes them in a second.
const ADDRESS_DELAY_MS = 200;

/** The form, what it amounts to, and the page's address kept in step with it: the settings, never the password. */
export function useGeneratorSettings(initialOptions: GeneratorOptions): Settled & {
  change: (changes: Partial<GeneratorDraft>) => void;
} {
  const [settled, setSettled] = useState(() => settle(draftFromOptions(initialOptions)));
  const { settings } = settled;

  useEffect(() => {
    if (settings.kind !== "ready") return;
    const { options } = settings;
    const timer = setTimeout(() => showInAddress(options), ADDRESS_DELAY_MS);
    return () => clearTimeout(timer);
  }, [settings]);

  return { ...settled, change: (changes) => setSettled(({ draft }) => settle({ ...draft, ...changes })) };
}

function settle(draft: GeneratorDraft): Settled {
  return { draft, settings: readDraft(draft) };
}

function showInAddress(options: GeneratorOptions): void {
  const query = pageQuery(options);
  const address = query === "" ? routes.home() : `${routes.home()}?${query}`;
  if (address !== window.location.pathname + window.location.search) window.history.replaceState(null, "", address);
}
