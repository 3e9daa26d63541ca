import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { InlineLink } from "@/components/ui/text-link";
import { settingGroups, type SettingGroup } from "@/lib/domain/system/effective-setting";
import type { System } from "@/lib/schemas/system";
import { FactRow, FactTable } from "./fact-table";

type Setting = System["settings"][number];

/** First what isn't the default; then all settings, in the groups of the documentation. */
export function SettingGroups({ settings }: { settings: System["settings"] }) {
  const set = settings.filter(({ source }) => source !== "default");
  return (
    <>
      {set.length > 0 && <SettingTable label="Set on this server" settings={set} />}
      <div className="divide-y divide-border rounded-md border border-border px-4">
        {(Object.keys(settingGroups) as SettingGroup[]).map((group) => {
          const members = settings.filter((setting) => setting.group === group);
          const count = members.filter(({ source }) => source !== "default").length;
          return (
            <Disclosure
              key={group}
              summary={settingGroups[group]}
              note={count === 0 ? "All defaults" : `${count} of ${members.length} set`}
            >
              <div className="pb-3">
                <SettingTable label={`${settingGroups[group]} settings`} settings={members} />
              </div>
            </Disclosure>
          );
        })}
      </div>
    </>
  );
}

function SettingTable({ label, settings }: { label: string; settings: readonly Setting[] }) {
  return (
    <FactTable label={label}>
      {settings.map((setting) => (
        <FactRow key={setting.name} name={<Name setting={setting} />}>
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Value setting={setting} />
            {setting.source !== "default" && <span className="shrink-0 text-12 text-muted">from {setting.source}</span>}
          </span>
        </FactRow>
      ))}
    </FactTable>
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

function Value({ setting: { value, secret, source } }: { setting: Setting }): ReactNode {
  if (value === null) return <span className="text-muted">{source === "default" ? "not set" : "not used"}</span>;
  if (secret) return <span className="text-muted">set (hidden)</span>;
  if (!isWebAddress(value)) return <span className="min-w-0 wrap-anywhere">{value}</span>;
  return (
    <InlineLink href={value} className="min-w-0 font-normal!">
      {value}
    </InlineLink>
  );
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/\S+$/.test(value);
}
