import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { BreakableText } from "./breakable-text";
import { CheckboxInput } from "./checkbox";
import { joinClasses } from "./join-classes";

type DataTableProps = { label: string; head: ReactNode; children: ReactNode };

/** On a phone only the first column is shown; the others use `wideOnly`. */
export function DataTable({ label, head, children }: DataTableProps) {
  return (
    <div className="rounded-lg border border-border bg-panel shadow-panel max-lg:overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse text-left text-14">
        <thead className={wideOnly}>
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y divide-border">{children}</tbody>
      </table>
    </div>
  );
}

/** Hides a column or cell on phones; the first column then shows its content. */
export const wideOnly = "max-sm:hidden";

// Above the controls of the rows, which are above the link that covers their row; its line moves with it.
const headClasses =
  "sticky top-0 z-20 h-11 bg-panel shadow-[inset_0_-1px_0_var(--border)] px-3 font-medium whitespace-nowrap text-muted first:rounded-tl-lg last:rounded-tr-lg";

export function ColumnHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <th scope="col" className={joinClasses(headClasses, className)}>
      {children}
    </th>
  );
}

export type SortState = "ascending" | "descending" | "none";

type SortableHeadProps = { href: string; sorted: SortState; children: ReactNode; className?: string };

const arrows = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown };

/** A column header that links to the list sorted by it. */
export function SortableHead({ href, sorted, children, className }: SortableHeadProps) {
  const Arrow = arrows[sorted];
  return (
    <th scope="col" aria-sort={sorted === "none" ? undefined : sorted} className={joinClasses(headClasses, className)}>
      <a
        href={href}
        className={joinClasses(
          "group inline-flex min-h-11 items-center gap-1 rounded-sm hover:text-text",
          sorted !== "none" && "text-text",
        )}
      >
        {children}
        <Arrow
          aria-hidden
          className={joinClasses("size-3.5 print:hidden", sorted === "none" && "opacity-50 group-hover:opacity-100")}
        />
      </a>
    </th>
  );
}

type RowProps = { children: ReactNode };

/** A row that is one click target: the link in its first cell covers it. */
export function LinkedRow({ children }: RowProps) {
  return (
    <tr className="relative transition-colors hover:bg-sunken/60 has-[a:focus-visible]:bg-sunken/60 has-[input:checked]:bg-accent-soft/50">
      {children}
    </tr>
  );
}

/** For the link in a LinkedRow. */
export const rowLinkClasses = "rounded-sm font-medium text-text after:absolute after:inset-0 after:content-['']";

export function Cell({ children, className }: { children: ReactNode; className?: string }) {
  return <td className={joinClasses("px-3 py-3 align-middle", className)}>{children}</td>;
}

type SummaryCellProps = {
  href: string;
  title: string;
  badge: ReactNode;
  note?: ReactNode;
  /** Two details for phones, which don't show the other columns. */
  start: ReactNode;
  end: ReactNode;
};

/** The first cell of a LinkedRow: the link, and on phones the badge and the details. */
export function SummaryCell({ href, title, badge, note, start, end }: SummaryCellProps) {
  return (
    <Cell className="wrap-anywhere">
      <span className="flex items-start justify-between gap-3">
        <a href={href} className={rowLinkClasses}>
          <BreakableText text={title} />
        </a>
        <span className="shrink-0 whitespace-nowrap sm:hidden">{badge}</span>
      </span>
      {note !== undefined && <span className="block text-muted">{note}</span>}
      <span className="mt-1 flex justify-between gap-3 text-muted sm:hidden">
        <span className="min-w-0">{typeof start === "string" ? <BreakableText text={start} /> : start}</span>
        <span className="shrink-0">{end}</span>
      </span>
    </Cell>
  );
}

type SelectCellProps = {
  label: string;
  name: string;
  value: string;
  form: string;
  isSelected?: boolean;
  /** For scripts that read which rows are selected. */
  "data-choices"?: string;
};

/** A checkbox for its row, associated with a form elsewhere. It is above the link that covers the row. */
export function SelectCell({ label, isSelected = false, ...input }: SelectCellProps) {
  return (
    <td className="relative z-10 w-12 p-0 align-middle print:hidden">
      <label className="flex min-h-11 min-w-11 items-center justify-center">
        <CheckboxInput {...input} aria-label={label} autoComplete="off" defaultChecked={isSelected} />
      </label>
    </td>
  );
}
