"use client";

import { Command } from "cmdk";
import {
  BookOpen,
  ChartColumn,
  CircleUser,
  CornerDownLeft,
  Database,
  Download,
  History,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  Mail,
  Monitor,
  MonitorSmartphone,
  Moon,
  MousePointerClick,
  ReceiptText,
  ScrollText,
  Server,
  Settings,
  ShieldCheck,
  SlidersHorizontal,
  Smartphone,
  Sun,
  Trash,
  Upload,
  User,
  UserPlus,
  Users,
} from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type ThemeAction, useTheme } from "@/components/layout/use-theme";
import { DialogFrame, useOpenDialog } from "@/components/ui/dialog";
import { KeyboardKey } from "@/components/ui/keyboard-key";
import { useFoundUsers } from "@/components/users/use-found-users";
import { nameOf } from "@/components/users/user-labels";
import { routes } from "@/lib/routes";
import type { Theme } from "@/lib/schemas/appearance";
import { nearestFirst, type PaletteGroup } from "./palette-entries";
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

const iconClasses = "size-4 shrink-0 text-muted";

const icons: Record<PaletteGroup["heading"], ReactNode> = {
  Generate: <KeyRound aria-hidden className={iconClasses} />,
  Account: <CircleUser aria-hidden className={iconClasses} />,
  Administration: <Settings aria-hidden className={iconClasses} />,
  API: <BookOpen aria-hidden className={iconClasses} />,
};

const iconsOfPages = new Map<string, LucideIcon>([
  [routes.logIn(), LogIn],
  [routes.signUp(), UserPlus],
  [routes.security(), ShieldCheck],
  [routes.sessions(), MonitorSmartphone],
  [routes.presets(), SlidersHorizontal],
  [routes.receipts(), ReceiptText],
  [routes.activity(), History],
  [routes.accountData(), Database],
  [routes.changeEmail(), Mail],
  [routes.changePassword(), KeyRound],
  [routes.addAuthenticator(), Smartphone],
  [routes.recoveryCodes(), ShieldCheck],
  [routes.deleteAccount(), Trash],
  [routes.administration(), ChartColumn],
  [routes.users(), Users],
  [routes.invitations(), UserPlus],
  [routes.auditLog(), ScrollText],
  [routes.outbox(), Mail],
  [routes.system(), Server],
  [routes.newUser(), UserPlus],
  [routes.importUsers(), Upload],
  [routes.exportUsers(), Download],
]);

function iconOf(href: string, heading: PaletteGroup["heading"]): ReactNode {
  const Icon = iconsOfPages.get(href);
  return Icon === undefined ? icons[heading] : <Icon aria-hidden className={iconClasses} />;
}

const themes = [
  { theme: "light", label: "Use the light theme", Icon: Sun },
  { theme: "dark", label: "Use the dark theme", Icon: Moon },
  { theme: "system", label: "Use the system theme", Icon: Monitor },
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
  const [ordered] = useState(() => nearestFirst(groups, window.location.pathname));
  // The generator's own keys work on its page only, and not when they are off.
  const hasKeys = ofPage.some(({ shortcut }) => shortcut !== undefined);

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
        <Command.List // Fades out where more follows.
          className="max-h-[min(26rem,60dvh)] overflow-y-auto mask-b-from-[calc(100%-2rem)] p-2 pb-6"
        >
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
          {ordered.map(({ heading, entries }) => (
            <Group key={heading} heading={heading}>
              {entries.map(({ label, href, keywords, shortcut }) => (
                <Item
                  key={href}
                  value={label}
                  keywords={[...(keywords ?? [])]}
                  icon={iconOf(href, heading)}
                  shortcut={hasKeys ? shortcut : undefined}
                  onSelect={() => goTo(href)}
                >
                  {label}
                </Item>
              ))}
            </Group>
          ))}
          <Group heading="Actions">
            {ofPage.map(({ label, button, shortcut }) => (
              <Item
                key={label}
                value={label}
                keywords={["generator"]}
                icon={<MousePointerClick aria-hidden className={iconClasses} />}
                shortcut={shortcut}
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

type PageAction = { label: string; button: HTMLElement; shortcut: string | undefined };

/** What the page's own buttons do, if it offers them here. */
function findPageActions(): PageAction[] {
  return [...document.querySelectorAll<HTMLElement>("[data-palette-action]")].flatMap((place) => {
    const button = place.closest("button") ?? place.querySelector("button");
    const label = place.dataset["paletteAction"];
    return button === null || button.disabled || label === undefined
      ? []
      : [{ label, button, shortcut: button.getAttribute("aria-keyshortcuts") ?? undefined }];
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

type ItemProps = {
  value: string;
  keywords: string[];
  icon: ReactNode;
  /** A single key that does the same without the palette. */
  shortcut?: string | undefined;
  onSelect: () => void;
  children: ReactNode;
};

function Item({ value, keywords, icon, shortcut, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onSelect}
      className="group flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 text-14 data-[selected=true]:bg-accent-soft forced-colors:data-[selected=true]:outline-2"
    >
      {icon}
      {children}
      <span className="ml-auto flex shrink-0 items-center gap-3 text-muted max-sm:hidden no-hover:hidden">
        {shortcut !== undefined && <KeyboardKey hidden>{shortcut}</KeyboardKey>}
        <CornerDownLeft aria-hidden className="invisible size-4 group-data-[selected=true]:visible" />
      </span>
    </Command.Item>
  );
}
