"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { joinClasses } from "@/components/ui/join-classes";
import { useFoundUsers } from "./use-found-users";
import { nameOf } from "./user-labels";

type UserPickerProps = {
  label: string;
  /** The page that shows the choice: `?user=ID`, or `?person=TEXT` where the text is sent without a choice. */
  action: string;
  values: Record<string, string | undefined>;
  defaultValue?: string | undefined;
};

/** Finds a user by name, username, address or id. Without JavaScript it is a search field. */
export function UserPicker({ label, action, values, defaultValue }: UserPickerProps) {
  const router = useRouter();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const { users, failed } = useFoundUsers(typed);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const shown = open && typed.trim() !== "" && users !== null;

  function choose(id: string): void {
    const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    setOpen(false);
    setTyped("");
    if (input.current !== null) input.current.value = "";
    router.push(`${action}?${new URLSearchParams([...given, ["user", id]])}`);
  }

  function press(event: KeyboardEvent): void {
    if (event.key === "Escape" && shown) {
      setOpen(false);
      event.preventDefault();
    }
    if (!shown || users.length === 0) return;
    if (event.key === "ArrowDown") setActive((place) => (place + 1) % users.length);
    else if (event.key === "ArrowUp") setActive((place) => (place <= 0 ? users.length - 1 : place - 1));
    else if (event.key === "Enter" && users[active] !== undefined) choose(users[active].id);
    else return;
    event.preventDefault();
  }

  return (
    <form
      action={action}
      role="search"
      className="relative flex min-w-48 grow items-center"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <HiddenFields values={values} />
      <Search aria-hidden className="pointer-events-none absolute left-3 size-4 text-muted" />
      <input
        ref={input}
        type="search"
        name="person"
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        placeholder={label}
        defaultValue={defaultValue}
        maxLength={200}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onKeyDown={press}
        className="min-h-11 w-full min-w-0 rounded-md border border-control bg-panel pr-3 pl-9 text-16 text-ellipsis transition-colors placeholder:text-muted hover:border-text sm:text-14"
      />
      <ul
        id={listId}
        role="listbox"
        aria-label="Users"
        hidden={!shown}
        className="absolute top-full left-0 z-30 mt-1 max-h-96 w-full min-w-64 overflow-y-auto rounded-md border border-border bg-panel py-1 text-14 shadow-overlay"
      >
        {shown &&
          users.map((user, place) => (
            <li
              key={user.id}
              id={`${listId}-${place}`}
              role="option"
              aria-selected={place === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(user.id)}
              className={joinClasses(
                "cursor-pointer px-3 py-1.5 hover:bg-sunken",
                place === active && "bg-sunken outline-2 -outline-offset-2 outline-accent",
              )}
            >
              <span className="block truncate font-medium">{nameOf(user)}</span>
              <span className="block truncate text-12 text-muted">
                {user.email}
                {user.status !== "active" && ` · ${user.status}`}
              </span>
            </li>
          ))}
        {shown && users.length === 0 && (
          <li role="option" aria-disabled aria-selected={false} className="px-3 py-2 text-muted">
            {failed ? "The server can’t be reached. Try again." : "No user found."}
          </li>
        )}
      </ul>
    </form>
  );
}
