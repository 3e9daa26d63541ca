import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { InlineLink } from "@/components/ui/text-link";
import { settingGroups, type SettingGroup } from "@/lib/domain/system/effective-setting";
import { routes } from "@/lib/routes";
import type { System } from "@/lib/schemas/system";
import { FactRow, FactTable } from "./fact-table";

type Setting = System["settings"][number];

/** The groups of the documentation. Those with a setting that isn't the default are open. */
export function SettingGroups({ settings }: { settings: System["settings"] }) {
  return (
    <div className="divide-y divide-border rounded-md border border-border px-4">
      {(Object.keys(settingGroups) as SettingGroup[]).map((group) => {
        const members = settings.filter((setting) => setting.group === group);
        const set = members.filter(({ source }) => source !== "default").length;
        return (
          <Disclosure
            key={group}
            summary={settingGroups[group]}
            note={set === 0 ? "All defaults" : `${set} of ${members.length} set`}
            startsOpen={set > 0 && group !== "secrets"}
          >
            <div className="pb-3">
              <FactTable label={`${settingGroups[group]} settings`}>
                {members.map((setting) => (
                  <FactRow key={setting.name} name={<Name setting={setting} />}>
                    <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                      <Value setting={setting} />
                      {setting.source !== "default" && (
                        <span className="shrink-0 text-12 text-muted">from {setting.source}</span>
                      )}
                    </span>
                  </FactRow>
                ))}
              </FactTable>
            </div>
          </Disclosure>
        );
      })}
    </div>
  );
}

function Name({ setting: { name, source } }: { setting: Setting }) {
  return (
    <span
      className={`font-mono text-12 sm:inline-block sm:w-64 ${source === "default" ? "" : "font-semibold text-text"}`}
    >
      {name}
    </span>
  );
}

// The pages that a setting turns on, or shows.
const pages: Readonly<Record<string, string>> = {
  API_DOCS: routes.documentation(),
  SECURITY_CONTACT: routes.securityText(),
  MAIL_TRANSPORT: routes.outbox(),
  SIGNUP: routes.signUp(),
};

function Value({ setting: { name, value, secret, source } }: { setting: Setting }): ReactNode {
  if (value === null) return <span className="text-muted">{source === "default" ? "not set" : "not used"}</span>;
  if (secret) return <span className="text-muted">set (hidden)</span>;
  const page =
    value === "off" || value === "closed" ? undefined : (pages[name] ?? (isWebAddress(value) ? value : undefined));
  if (page === undefined) return <span className="min-w-0 wrap-anywhere">{value}</span>;
  return (
    <InlineLink href={page} className="min-w-0 font-normal!">
      {value}
    </InlineLink>
  );
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/\S+$/.test(value);
}
