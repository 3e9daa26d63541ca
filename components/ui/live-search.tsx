"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { Button } from "./button";
import { HiddenFields } from "./hidden-fields";
import { SearchField } from "./search-field";

type LiveSearchProps = {
  label: string;
  placeholder: string;
  /** The list's page. */
  action: string;
  /** The current query parameters that stay. */
  values: Record<string, string | undefined>;
  defaultValue: string | undefined;
};

const PAUSE_MS = 250;

/** Searches a list while the user types. Without JavaScript it is a form with a button. */
export function LiveSearch({ label, placeholder, action, values, defaultValue }: LiveSearchProps) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isSearching, startSearch] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // What was typed before the page was ready.
    const typed = form.current?.querySelector("input")?.value ?? "";
    if (typed.trim() !== (defaultValue ?? "")) form.current?.requestSubmit();
    return () => clearTimeout(timer.current);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when it appears
  }, []);

  // The router drops the answers to earlier requests.
  function search(text: string): void {
    clearTimeout(timer.current);
    const given = Object.entries({ ...values, q: text.trim() || undefined });
    const query = new URLSearchParams(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    startSearch(() => router.replace(query.size === 0 ? action : `${action}?${query}`, { scroll: false }));
  }

  return (
    <search className="flex min-w-0 grow">
      <form
        ref={form}
        action={action}
        className="flex min-w-0 grow gap-2"
        aria-busy={isSearching}
        onSubmit={(event) => {
          event.preventDefault();
          const text = new FormData(event.currentTarget).get("q");
          search(typeof text === "string" ? text : "");
        }}
      >
        <SearchField
          name="q"
          label={label}
          defaultValue={defaultValue}
          placeholder={placeholder}
          maxLength={200}
          onChange={({ target: { value } }) => {
            clearTimeout(timer.current);
            timer.current = setTimeout(search, PAUSE_MS, value);
          }}
        />
        <span className="hidden noscript:contents">
          <Button type="submit">Search</Button>
        </span>
        <HiddenFields values={values} />
      </form>
    </search>
  );
}
