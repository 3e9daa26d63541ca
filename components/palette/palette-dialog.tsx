"use client";

import { Command } from "cmdk";
import { CornerDownLeft, KeyRound, LogOut, Monitor, Moon, Sun, User } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type ThemeAction, useTheme } from "@/components/layout/use-theme";
import { DialogFrame, useOpenDialog } from "@/components/ui/dialog";
import { useFoundUsers } from "@/components/users/use-found-users";
import { nameOf } from "@/components/users/user-labels";
import { routes } from "@/lib/routes";
import type { Theme } from "@/lib/schemas/appearance";
import type { PaletteGroup } from "./palette-entries";
import { scoreOf } from "./palette-score";

export type PaletteDialogProps = {
  groups: readonly PaletteGroup[];
  findsUsers: boolean;
  theme: Theme;
  chooseTheme: ThemeAction;
  canLogOut: boolean;
  /** Ends the collecting of what is typed while the palette loads, and gives it. */
  takeEarlyText: () => string;
  onClose: () => void;
};

const themes = [
  { theme: "light", label: "Use the light theme", Icon: Sun },
  { theme: "dark", label: "Use the dark theme", Icon: Moon },
  { theme: "system", label: "Use the system’s theme", Icon: Monitor },
] as const;

/** Pages, users and actions by a few typed letters. */
export function PaletteDialog({
  groups,
  findsUsers,
  theme,
  chooseTheme,
  canLogOut,
  takeEarlyText,
  onClose,
}: PaletteDialogProps) {
  const dialog = useOpenDialog();
  const [typed, setTyped] = useState("");
  const [current, setTheme] = useTheme(theme, chooseTheme);
  const field = useRef<HTMLInputElement>(null);
  // A modal dialog that opens focuses the first element that it can, which is the frame around the field.
  useEffect(() => field.current?.focus(), []);
  const { users, failed } = useFoundUsers(findsUsers ? typed : "");

  const [ofPage] = useState(findPageActions);

  // A full page load, as by the links of the header.
  const goTo = (href: string): void => window.location.assign(href);
  const closing = (work: () => void) => (): void => {
    dialog.current?.close();
    work();
  };

  return (
    <DialogFrame
      dialog={dialog}
      onClose={onClose}
      aria-label="Search pages and actions"
      className="mx-auto mt-[12dvh] max-w-[36rem] overflow-hidden"
    >
      <Command label="Search pages and actions" loop filter={scoreOf}>
        <Command.Input
          ref={field}
          onFocus={() => {
            const early = takeEarlyText();
            if (early !== "") setTyped(early);
          }}
          value={typed}
          onValueChange={setTyped}
          maxLength={200}
          placeholder={findsUsers ? "Search pages, actions and users" : "Search pages and actions"}
          className="min-h-14 w-full border-b border-border bg-transparent px-4 text-16 outline-none placeholder:text-muted"
        />
        <Command.List className="max-h-[round(down,min(26rem,60dvh),2.75rem)] overflow-y-auto p-2">
          <Command.Empty className="px-3 py-6 text-center text-14 text-muted">
            Nothing matches “<span className="wrap-anywhere">{typed.trim()}</span>”.
          </Command.Empty>
          {findsUsers && typed.trim() !== "" && (users === null || users.length > 0 || failed) && (
            <Group heading="Users">
              {(users ?? []).map((user) => (
                <Item
                  key={user.id}
                  value={user.id}
                  // The server has searched; what it found is shown whatever was typed.
                  keywords={[typed]}
                  icon={<User aria-hidden className="size-4 shrink-0 text-muted" />}
                  onSelect={() => goTo(routes.user(user.id))}
                >
                  <span className="truncate">{nameOf(user)}</span>
                  {nameOf(user) !== user.email && <span className="truncate text-muted">{user.email}</span>}
                </Item>
              ))}
              {failed && <p className="px-3 py-2 text-14 text-muted">The server can’t be reached. Try again.</p>}
            </Group>
          )}
          {groups.map(({ heading, entries }) => (
            <Group key={heading} heading={heading}>
              {entries.map(({ label, href, keywords }) => (
                <Item
                  key={href}
                  value={label}
                  keywords={[...(keywords ?? [])]}
                  icon={<CornerDownLeft aria-hidden className="size-4 shrink-0 text-muted" />}
                  onSelect={() => goTo(href)}
                >
                  {label}
                </Item>
              ))}
            </Group>
          ))}
          <Group heading="Actions">
            {ofPage.map(({ label, button }) => (
              <Item
                key={label}
                value={label}
                keywords={["generator"]}
                icon={<KeyRound aria-hidden className="size-4 shrink-0 text-muted" />}
                onSelect={closing(() => button.click())}
              >
                {label}
              </Item>
            ))}
            {themes
              .filter(({ theme: each }) => each !== current)
              .map(({ theme: each, label, Icon }) => (
                <Item
                  key={each}
                  value={label}
                  keywords={["appearance", "mode"]}
                  icon={<Icon aria-hidden className="size-4 shrink-0 text-muted" />}
                  onSelect={closing(() => setTheme(each))}
                >
                  {label}
                </Item>
              ))}
            {canLogOut && (
              <Item
                value="Log out"
                keywords={["sign", "out", "leave"]}
                icon={<LogOut aria-hidden className="size-4 shrink-0 text-muted" />}
                // The header's form shows a refusal.
                onSelect={closing(() => document.querySelector<HTMLFormElement>("#log-out")?.requestSubmit())}
              >
                Log out
              </Item>
            )}
          </Group>
        </Command.List>
      </Command>
    </DialogFrame>
  );
}

type PageAction = { label: string; button: HTMLElement };

/** What the page's own buttons do, if it offers them here. */
function findPageActions(): PageAction[] {
  return [...document.querySelectorAll<HTMLElement>("[data-palette-action]")].flatMap((place) => {
    const button = place.closest("button") ?? place.querySelector("button");
    const label = place.dataset["paletteAction"];
    return button === null || button.disabled || label === undefined ? [] : [{ label, button }];
  });
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = { value: string; keywords: string[]; icon: ReactNode; onSelect: () => void; children: ReactNode };

function Item({ value, keywords, icon, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onSelect}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 text-14 data-[selected=true]:bg-accent-soft forced-colors:data-[selected=true]:outline-2"
    >
      {icon}
      {children}
    </Command.Item>
  );
}
