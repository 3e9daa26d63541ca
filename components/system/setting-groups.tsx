import type { ReactNode } from "react";
import { withCurlyApostrophes } from "@/components/ui/as-sentence";
import { Disclosure } from "@/components/ui/disclosure";
import { InlineLink } from "@/components/ui/text-link";
import { settingGroups, type SettingGroup } from "@/lib/domain/system/effective-setting";
import { settingMeanings } from "@/lib/domain/system/setting-meanings";
import type { System } from "@/lib/schemas/system";

type Setting = System["settings"][number];

/** The place of a setting on the system page. */
export function settingId(name: string): string {
  return `setting-${name.replaceAll("_", "-").toLowerCase()}`;
}

/** What is set; the defaults on request, in the groups of the documentation. */
export function SettingGroups({ settings }: { settings: System["settings"] }) {
  const set = settings.filter(({ source }) => source !== "default");
  const defaults = settings.filter(({ source }) => source === "default");
  return (
    <>
      {set.length > 0 && <SettingTable label="Set on this server" settings={set} />}
      <Disclosure summary="Show defaults" note={`${defaults.length} settings`}>
        {(Object.keys(settingGroups) as SettingGroup[]).map((group) => {
          const members = defaults.filter((setting) => setting.group === group);
          if (members.length === 0) return null;
          return (
            <section key={group}>
              <h3 className="text-14 font-semibold">{settingGroups[group]}</h3>
              <SettingTable label={`${settingGroups[group]} settings`} settings={members} />
            </section>
          );
        })}
      </Disclosure>
    </>
  );
}

function SettingTable({ label, settings }: { label: string; settings: readonly Setting[] }) {
  return (
    <table aria-label={label} className="w-full border-collapse text-left text-14">
      <tbody className="divide-y divide-border">
        {settings.map((setting) => (
          <tr
            key={setting.name}
            id={settingId(setting.name)}
            className="scroll-mt-4 target:bg-accent-soft max-sm:block max-sm:py-2"
          >
            <th scope="row" className="py-2 pr-6 align-top font-normal max-sm:block max-sm:p-0">
              <span className="font-mono text-12 wrap-anywhere">{setting.name}</span>
              <Meaning name={setting.name} />
            </th>
            <td className="py-2 align-top wrap-anywhere max-sm:mt-1 max-sm:block max-sm:p-0 sm:w-80">
              <Value setting={setting} />
              {setting.source !== "default" && (
                <span className="text-12 text-muted max-sm:ml-2 sm:block">from {setting.source}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Meaning({ name }: { name: string }) {
  const meaning = settingMeanings[name];
  return meaning !== undefined && <span className="block text-muted">{withCurlyApostrophes(meaning)}</span>;
}

function Value({ setting: { value, secret, source } }: { setting: Setting }): ReactNode {
  if (value === null) return <span className="text-muted">{source === "default" ? "not set" : "not used"}</span>;
  if (secret) return <span className="text-muted">set (hidden)</span>;
  if (!isWebAddress(value)) return value;
  return (
    <InlineLink href={value} className="font-normal!">
      {value}
    </InlineLink>
  );
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/\S+$/.test(value);
}
