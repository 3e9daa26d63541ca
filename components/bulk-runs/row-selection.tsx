"use client";

import { useEffect, useState } from "react";
import { CheckboxInput } from "@/components/ui/checkbox";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { BULK_FORM } from "./bulk-form";

type Selection = {
  selected: number;
  shown: number;
  /** What can be done with at least one selected row. */
  choices: ReadonlySet<string>;
};

const noSelection: Selection = { selected: 0, shown: 0, choices: new Set() };

/** The selected rows. The boxes are uncontrolled and in other components, so that they work without JavaScript. */
export function useRowSelection(): Selection {
  const [selection, setSelection] = useState(noSelection);

  useEffect(() => {
    const count = (): void => {
      const boxes = rowBoxes();
      const selected = boxes.filter((box) => box.checked);
      const choices = new Set(selected.flatMap(({ dataset }) => dataset["choices"]?.split(" ") ?? []));
      setSelection({ selected: selected.length, shown: boxes.length, choices });
    };
    count();
    document.addEventListener("change", count);
    // After Back, the browser restores the boxes without a change event.
    window.addEventListener("pageshow", count);
    return () => {
      document.removeEventListener("change", count);
      window.removeEventListener("pageshow", count);
    };
  }, []);

  return selection;
}

export function selectPage(checked: boolean): void {
  for (const box of rowBoxes()) box.checked = checked;
  document.dispatchEvent(new Event("change"));
}

/** In the head of the column of checkboxes. */
export function SelectPage() {
  const { selected, shown } = useRowSelection();
  if (!useInBrowser()) return <span className="sr-only">Select</span>;
  return (
    <label className="flex min-h-11 min-w-11 items-center justify-center">
      <CheckboxInput
        aria-label="Select page"
        ref={(box) => {
          if (box !== null) box.indeterminate = selected > 0 && selected < shown;
        }}
        checked={shown > 0 && selected === shown}
        onChange={(event) => selectPage(event.target.checked)}
      />
    </label>
  );
}

function rowBoxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[name=id][form=${BULK_FORM}]`)];
}
