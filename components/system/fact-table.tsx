import type { ReactNode } from "react";

type FactTableProps = { label: string; children: ReactNode };

/** A table of names and values. On a phone each value is below its name. */
export function FactTable({ label, children }: FactTableProps) {
  return (
    <table aria-label={label} className="w-full border-collapse text-left text-14">
      <tbody className="divide-y divide-border">{children}</tbody>
    </table>
  );
}

type FactRowProps = { name: ReactNode; children: ReactNode };

export function FactRow({ name, children }: FactRowProps) {
  return (
    <tr className="max-sm:block max-sm:py-2">
      <th
        scope="row"
        className="py-2 pr-4 align-top font-normal whitespace-nowrap text-muted max-sm:block max-sm:py-0 sm:w-40"
      >
        {name}
      </th>
      <td className="py-2 wrap-anywhere tabular-nums max-sm:block max-sm:py-0">{children}</td>
    </tr>
  );
}
