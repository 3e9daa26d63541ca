import { Check, ChevronDown, X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { joinClasses } from "./join-classes";

type MenuProps = {
  /** Unique on the page. */
  id: string;
  /** The button's content. */
  children: ReactNode;
  /** The button's accessible name, where the content doesn't say it. */
  label?: string;
  className?: string;
  /** Opens towards the left, for a button at the right edge. */
  alignsEnd?: boolean;
  /** As wide as a phone, for several groups of choices. */
  isWide?: boolean;
  panel: ReactNode;
};

/** A button that opens a panel above the page. The browser opens and closes it, so it works without JavaScript. */
export function Menu({ id, children, label, className, alignsEnd = false, isWide = false, panel }: MenuProps) {
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={label} className={className}>
        {children}
      </button>
      <div
        id={id}
        popover="auto"
        className={joinClasses(
          "anchored scroll-hint overflow-y-auto rounded-md border border-border py-1 text-14 text-text shadow-overlay",
          isWide
            ? "max-h-[80dvh] w-[calc(100vw-2rem)]"
            : "max-h-[min(28rem,80dvh)] max-w-[min(20rem,calc(100vw-2rem))] min-w-48",
          alignsEnd && "anchored-end",
        )}
      >
        {panel}
      </div>
    </>
  );
}

const itemClasses =
  "flex min-h-9 items-center gap-2 px-3 whitespace-nowrap hover:bg-sunken focus-visible:-outline-offset-2 pointer-coarse:min-h-11";

type MenuLinkProps = ComponentProps<"a"> & { selected?: boolean; tone?: "danger" };

/** One choice of a menu. */
export function MenuLink({ selected, tone, className, children, ...link }: MenuLinkProps) {
  return (
    <a
      {...link}
      aria-current={selected === true ? "true" : undefined}
      className={joinClasses(
        itemClasses,
        selected === true && "font-medium",
        tone === "danger" && "text-danger",
        className,
      )}
    >
      {selected !== undefined && <Check aria-hidden className={joinClasses("size-4", !selected && "invisible")} />}
      {children}
    </a>
  );
}

/** An action of a menu: a button of the form around the menu. */
export function MenuButton({ tone, className, ...button }: ComponentProps<"button"> & { tone?: "danger" }) {
  return (
    <button
      type="button"
      {...button}
      className={joinClasses(itemClasses, "w-full text-left", tone === "danger" && "text-danger", className)}
    />
  );
}

export function MenuTitle({ children }: { children: ReactNode }) {
  return <p className="px-3 pt-2 pb-1 text-12 font-medium text-muted">{children}</p>;
}

export function MenuSeparator() {
  return <div role="separator" className="my-1 border-t border-border" />;
}

/** The look of a filter, with or without a value. */
export function chipClasses(isSet: boolean): string {
  return joinClasses(
    "inline-flex min-h-11 max-w-full items-center gap-1.5 rounded-md border px-3 text-14 whitespace-nowrap transition-colors",
    isSet
      ? "border-accent bg-accent-soft font-medium text-accent"
      : "border-border bg-panel text-text hover:border-control",
  );
}

export type FilterOption = {
  label: string;
  href: string;
  selected: boolean;
  /** On the button, where the value says it without the filter's name. */
  chip?: string | undefined;
};

type FilterMenuProps = { id: string; label: string; options: readonly FilterOption[]; className?: string };

/** A filter that applies at once: a chip with its value, and a menu of links. The first option is "any" and removes it. */
export function FilterMenu({ id, label, options, className }: FilterMenuProps) {
  const value = options.find(({ selected }, place) => selected && place > 0);
  const [any] = options;
  const isSet = value !== undefined && any !== undefined;
  return (
    <span className={joinClasses("inline-flex max-w-full min-w-0", className)}>
      <Menu
        id={id}
        className={joinClasses(chipClasses(isSet), "grow", isSet && "rounded-r-none border-r-0 pr-1")}
        panel={<FilterOptions options={options} label={label} />}
      >
        <span className="truncate">{value === undefined ? label : (value.chip ?? `${label}: ${value.label}`)}</span>
        {!isSet && <ChevronDown aria-hidden className="ml-auto size-4 shrink-0 opacity-70" />}
      </Menu>
      {isSet && (
        <a
          href={any.href}
          title="Remove filter"
          className="inline-flex min-h-11 shrink-0 items-center rounded-r-md border border-l-0 border-accent bg-accent-soft pr-2.5 pl-1 text-accent hover:text-accent-strong"
        >
          <span className="sr-only">Remove filter {label}</span>
          <X aria-hidden className="size-4" />
        </a>
      )}
    </span>
  );
}

/** A filter that is set; a click removes it. */
export function RemovableChip({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-accent bg-accent-soft pr-2 pl-3 text-14 wrap-anywhere text-accent hover:text-accent-strong pointer-coarse:min-h-11"
    >
      <span className="sr-only">Remove filter </span>
      {children}
      <X aria-hidden className="size-3.5 shrink-0" />
    </a>
  );
}

export function FilterOptions({ label, options }: { label: string; options: readonly FilterOption[] }) {
  return (
    <ul aria-label={label}>
      {options.map((option) => (
        <li key={option.href + option.label}>
          <MenuLink href={option.href} selected={option.selected}>
            {option.label}
          </MenuLink>
        </li>
      ))}
    </ul>
  );
}
