"use client";

import { ChevronDown, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, buttonClasses } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { joinClasses } from "@/components/ui/join-classes";
import { Menu, MenuButton } from "@/components/ui/menu";
import { SelectField } from "@/components/ui/select-field";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { choicesForStatus, toBulkChange, type BulkChoice } from "@/lib/domain/users/bulk-choices";
import { manageActions } from "@/lib/domain/users/may-manage";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { manageActionOf } from "@/lib/domain/users/plan-bulk";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { BULK_FORM } from "./bulk-form";
import { bulkChoiceLabels } from "./bulk-labels";
import { selectPage, useRowSelection } from "./row-selection";

/** The first two that apply to the selected rows are buttons; the others are in a menu. */
const likeliest: readonly BulkChoice[] = ["invite", "restore", "disable", "enable", "end_sessions"];

type BulkBarProps = {
  role: Role;
  /** Of all listed users. */
  status: UserStatus | undefined;
  values: Record<string, string | undefined>;
  /** Such as "194 users". */
  total: string;
  /** Whether all matching users are selected when the page opens. */
  isAllSelected: boolean;
  /** The number of rows. */
  shown: number;
  /** Whether there are matching users on other pages. */
  hasMore: boolean;
};

/**
 * Starts a bulk action on the selected rows or on all matching users; the next page shows a preview. It appears with the
 * first selected row; without JavaScript it is always there.
 */
export function BulkBar({ role, status, values, total, isAllSelected, shown, hasMore }: BulkBarProps) {
  const inBrowser = useInBrowser();
  const { selected, choices } = useRowSelection();
  // All matching users are meant until another box changes.
  const [allOfPage, setAllOfPage] = useState<number | null>(isAllSelected ? shown : null);
  const isAll = allOfPage !== null && allOfPage === selected;
  const permitted = choicesForStatus(status).filter((choice) =>
    permissionsByRole[role].has(manageActions[manageActionOf[toBulkChange(choice).action]]),
  );
  // Of the users on other pages nothing is known here.
  const offered = isAll && hasMore ? permitted : permitted.filter((choice) => choices.has(choice));
  // They stay in their places when the users on other pages are selected as well.
  const first = likeliest.filter((choice) => permitted.includes(choice) && choices.has(choice)).slice(0, 2);
  const others = offered.filter((choice) => !first.includes(choice));

  const form = useRef<HTMLFormElement>(null);

  // React has no event for it. The rows stand for all matching users then, so their ids aren't sent.
  useEffect(() => {
    const leaveOutIds = ({ formData }: FormDataEvent): void => {
      if (formData.get("scope") === "all") formData.delete("id");
    };
    const current = form.current;
    current?.addEventListener("formdata", leaveOutIds);
    return () => current?.removeEventListener("formdata", leaveOutIds);
  }, []);

  function selectAll(): void {
    selectPage(true);
    setAllOfPage(shown);
  }

  return (
    <form
      ref={form}
      id={BULK_FORM}
      action={routes.bulkUsers()}
      aria-label="Change several users"
      className={joinClasses(
        "flex-wrap items-center gap-x-4 gap-y-1 rounded-lg border border-border bg-panel p-2 shadow-overlay sm:sticky sm:bottom-4 sm:z-20 sm:pl-4 noscript:flex noscript:static noscript:shadow-none print:hidden!",
        selected > 0 ? "flex max-sm:sticky max-sm:bottom-2 max-sm:z-20" : "hidden",
      )}
    >
      <HiddenFields values={values} />
      {inBrowser && (
        <div className="flex grow items-center gap-x-4 max-sm:w-full max-sm:pl-2">
          <p role="status" className="text-14 font-medium tabular-nums">
            {isAll ? `All ${total} selected` : `${selected.toLocaleString("en-GB")} selected`}
          </p>
          {!isAll && (hasMore || selected < shown) && (
            <button
              type="button"
              onClick={selectAll}
              className="min-h-11 rounded-sm text-14 font-medium text-accent underline decoration-1 underline-offset-4 hover:text-accent-strong"
            >
              Select all {total}
            </button>
          )}
          <Button
            appearance="quiet"
            aria-label="Clear the selection"
            icon={<X aria-hidden className="size-4" />}
            className="ml-auto w-11 px-0! sm:hidden"
            onClick={() => selectPage(false)}
          />
        </div>
      )}
      {inBrowser ? (
        <div className="flex items-center gap-2 max-sm:w-full">
          <input type="hidden" name="scope" value={isAll ? "all" : "ticked"} />
          {first.map((choice) => (
            <Button key={choice} type="submit" name="choice" value={choice} className="max-sm:grow">
              {bulkChoiceLabels[choice]}
            </Button>
          ))}
          {others.length > 0 && (
            <Menu
              id="bulk-more"
              alignsEnd
              className={joinClasses(buttonClasses("secondary"), "max-sm:grow")}
              panel={others.map((choice) => (
                <MenuButton
                  key={choice}
                  type="submit"
                  name="choice"
                  value={choice}
                  tone={choice === "delete" ? "danger" : undefined}
                >
                  {bulkChoiceLabels[choice]}
                </MenuButton>
              ))}
            >
              More
              <ChevronDown aria-hidden className="size-4" />
            </Menu>
          )}
          {offered.length === 0 && <p className="text-14 text-muted">You can’t change this user here.</p>}
          <Button appearance="quiet" className="max-sm:hidden" onClick={() => selectPage(false)}>
            Clear
          </Button>
        </div>
      ) : (
        <div className="flex min-w-0 grow items-center gap-2 sm:max-w-md">
          <div className="min-w-0 grow">
            {/* Nothing is preselected, so that Continue starts only an action that the user chose. */}
            <SelectField
              name="choice"
              label="Action"
              hidesLabel
              options={[
                { value: "", label: "Choose an action" },
                ...permitted.map((choice) => ({ value: choice, label: bulkChoiceLabels[choice] })),
              ]}
              defaultValue=""
              required
            />
          </div>
          <Button type="submit" name="scope" value="ticked" appearance="primary">
            Continue with selected
          </Button>
          <Button type="submit" name="scope" value="all">
            Continue with all ({total})
          </Button>
        </div>
      )}
    </form>
  );
}
