"use client";

import { useInBrowser } from "./use-in-browser";

/** Checks or clears all boxes of this name in the form. */
export function SelectAll({ name }: { name: string }) {
  if (!useInBrowser()) return null;
  const button = (label: string, checked: boolean) => (
    <button
      type="button"
      onClick={({ currentTarget: { form } }) => {
        for (const box of form?.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name=${name}]`) ?? [])
          box.checked = checked;
      }}
      className="min-h-11 rounded-sm text-14 font-medium text-accent underline decoration-1 underline-offset-4 hover:text-accent-strong"
    >
      {label}
    </button>
  );
  return (
    <div className="-my-2 flex gap-4">
      {button("Select all", true)}
      {button("Select none", false)}
    </div>
  );
}
