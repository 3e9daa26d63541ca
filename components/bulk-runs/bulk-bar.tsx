"use client";

import { Button } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { joinClasses } from "@/components/ui/join-classes";
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
import { selectPage, useRowSelection } from "./row-selection";

type BulkBarProps = { role: Role; values: Record<string, string | undefined>; total: string };

/**
 * Starts a bulk action on the selected rows or on all matching users; the next page shows a preview. It appears with the
 * first selected row; without JavaScript it is always there.
 */
export function BulkBar({ role, values, total }: BulkBarProps) {
  const inBrowser = useInBrowser();
  const { selected } = useRowSelection();
  const options = bulkChoices
    .filter((choice) => permissionsByRole[role].has(manageActions[manageActionOf[toBulkChange(choice).action]]))
    .map((choice) => ({ value: choice, label: bulkChoiceLabels[choice] }));

  return (
    <form
      id={BULK_FORM}
      action={routes.bulkUsers()}
      aria-label="Change several users"
      className={joinClasses(
        "flex-wrap items-end gap-2 rounded-lg border border-border bg-panel p-3 shadow-overlay sm:sticky sm:bottom-4 sm:z-20 noscript:flex noscript:static noscript:shadow-none",
        selected > 0 ? "flex max-sm:sticky max-sm:bottom-2 max-sm:z-20" : "hidden",
      )}
    >
      <HiddenFields values={values} />
      <div className="min-w-48 grow">
        {/* Nothing is preselected, so that Continue starts only an action that the user chose. */}
        <SelectField
          name="choice"
          label="Bulk actions"
          options={[{ value: "", label: "Choose an action" }, ...options]}
          defaultValue=""
          required
        />
      </div>
      <Button type="submit" name="scope" value="ticked" appearance="primary" className="max-sm:grow">
        {inBrowser ? `Continue with ${selected.toLocaleString("en-GB")} selected` : "Continue with selected"}
      </Button>
      <Button type="submit" name="scope" value="all" className="max-sm:grow">
        Continue with all ({total})
      </Button>
      <Button appearance="quiet" className="noscript:hidden" onClick={() => selectPage(false)}>
        Clear
      </Button>
    </form>
  );
}
