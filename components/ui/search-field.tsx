"use client";

import { Search } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { useSingleKeys } from "@/components/passwords/use-single-keys";
import { useSingleKeysPreference } from "@/components/passwords/use-single-keys-preference";
import { KeyboardKey } from "./keyboard-key";

type SearchFieldProps = Omit<ComponentProps<"input">, "type"> & { label: string; name: string };

/** A search field; `/` focuses it unless single-key shortcuts are off. */
export function SearchField({ label, id, ...input }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [singleKeys] = useSingleKeysPreference();
  useSingleKeys(
    {
      "/": () => {
        field.current?.focus();
        field.current?.select();
      },
    },
    singleKeys,
  );
  return (
    <div className="relative flex grow items-center">
      <Search aria-hidden className="pointer-events-none absolute left-3 size-4 text-muted" />
      <input
        ref={field}
        id={id ?? input.name}
        aria-label={label}
        aria-keyshortcuts={singleKeys ? "/" : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...input}
        type="search"
        className="peer min-h-11 w-full min-w-0 rounded-md border border-control bg-panel pr-10 pl-9 text-16 transition-colors text-ellipsis placeholder:text-muted hover:border-text sm:text-14"
      />
      {singleKeys && (
        <KeyboardKey
          className="absolute right-3 peer-not-placeholder-shown:hidden max-sm:hidden no-hover:hidden noscript:hidden"
          hidden
        >
          /
        </KeyboardKey>
      )}
    </div>
  );
}
