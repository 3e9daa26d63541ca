"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { SelectField } from "@/components/ui/select-field";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { bulkChoices, toBulkChange } from "@/lib/domain/users/bulk-choices";
import { manageActions } from "@/lib/domain/users/may-manage";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { manageActionOf } from "@/lib/domain/users/plan-bulk";
import type { Role } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { BULK_FORM } from "./bulk-form";
import { bulkChoiceLabels } from "./bulk-labels";

type BulkBarProps = { role: Role; values: Record<string, string | undefined>; total: string };

/** Starts a bulk action on the selected rows or on all matching users; the next page shows a preview. */
export function BulkBar({ role, values, total }: BulkBarProps) {
  const inBrowser = useInBrowser();
  const [selected, setSelected] = useSelectedCount();
  const options = bulkChoices
    .filter((choice) => permissionsByRole[role].has(manageActions[manageActionOf[toBulkChange(choice).action]]))
    .map((choice) => ({ value: choice, label: bulkChoiceLabels[choice] }));

  function togglePage(): void {
    const boxes = rowBoxes();
    for (const box of boxes) box.checked = selected === 0;
    setSelected(selected === 0 ? boxes.length : 0);
  }

  return (
    <form
      id={BULK_FORM}
      action={routes.bulkUsers()}
      aria-label="Change several users"
      className="flex flex-wrap items-end gap-2"
    >
      <HiddenFields values={values} />
      {inBrowser && <Button onClick={togglePage}>{selected === 0 ? "Select page" : "Clear selection"}</Button>}
      <div className="min-w-48 max-sm:grow">
        <SelectField name="choice" label="Bulk actions" options={options} />
      </div>
      <Button type="submit" name="scope" value="ticked" disabled={inBrowser && selected === 0}>
        {inBrowser ? `Continue with ${selected.toLocaleString("en-GB")} selected` : "Continue with selected"}
      </Button>
      <Button type="submit" name="scope" value="all">
        Continue with all ({total})
      </Button>
    </form>
  );
}

/** The number of selected rows. The boxes are uncontrolled and outside this component, so that they work without JavaScript. */
function useSelectedCount(): [number, (count: number) => void] {
  const [selected, setSelected] = useState(0);

  useEffect(() => {
    const count = (): void => setSelected(rowBoxes().filter((box) => box.checked).length);
    count();
    document.addEventListener("change", count);
    // After Back, the browser restores the boxes without a change event.
    window.addEventListener("pageshow", count);
    return () => {
      document.removeEventListener("change", count);
      window.removeEventListener("pageshow", count);
    };
  }, []);

  return [selected, setSelected];
}

function rowBoxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[name=id][form=${BULK_FORM}]`)];
}
