"use client";

import { useState } from "react";
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
import { choiceWords } from "./bulk-labels";

type BulkBarProps = { role: Role; values: Record<string, string | undefined>; everybody: string };

/** What to do with those ticked, or with all that match; the next page says what it would come to. */
export function BulkBar({ role, values, everybody }: BulkBarProps) {
  const inBrowser = useInBrowser();
  const [ticked, setTicked] = useState(false);
  const options = bulkChoices
    .filter((choice) => permissionsByRole[role].has(manageActions[manageActionOf[toBulkChange(choice).action]]))
    .map((choice) => ({ value: choice, label: choiceWords[choice] }));

  function tickAll(): void {
    for (const box of document.querySelectorAll<HTMLInputElement>(`input[name=id][form=${BULK_FORM}]`))
      box.checked = !ticked;
    setTicked(!ticked);
  }

  return (
    <form
      id={BULK_FORM}
      action={routes.bulkUsers()}
      aria-label="Change many"
      className="flex flex-wrap items-end gap-2"
    >
      <HiddenFields values={values} />
      {inBrowser && <Button onClick={tickAll}>{ticked ? "Untick this page" : "Tick this page"}</Button>}
      <div className="min-w-48 max-sm:grow">
        <SelectField name="choice" label="With many" options={options} />
      </div>
      <Button type="submit" name="scope" value="ticked">
        Review ticked
      </Button>
      <Button type="submit" name="scope" value="all">
        Review {everybody}
      </Button>
    </form>
  );
}
