"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { withCurlyApostrophes } from "@/components/ui/as-sentence";
import { copyText } from "@/components/ui/copy-text";
import { Disclosure } from "@/components/ui/disclosure";
import { Check, Copy } from "@/components/ui/icons";
import { type Announcement, LiveRegion } from "@/components/ui/live-region";
import { SearchField } from "@/components/ui/search-field";
import { InlineLink } from "@/components/ui/text-link";
import { settingGroups, type SettingGroup } from "@/lib/domain/system/effective-setting";
import { settingExamples } from "@/lib/domain/system/setting-examples";
import { settingMeanings } from "@/lib/domain/system/setting-meanings";
import type { System } from "@/lib/schemas/system";
import { settingId } from "./setting-id";

type Setting = System["settings"][number];

/** What is set, then all others in the groups of the documentation; or what matches a filter. */
export function SettingGroups({ settings }: { settings: System["settings"] }) {
  const [query, setQuery] = useState("");
  const [announcement, setAnnouncement] = useState<Announcement | null>(null);
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const copy = async (line: string): Promise<void> => {
    const result = (await copyText(line)) ? `Copied ${line}` : "The browser blocked copying.";
    setAnnouncement((last) => ({ words: result, occasion: (last?.occasion ?? 0) + 1 }));
  };
  return (
    <>
      <div className="sm:max-w-96 noscript:hidden">
        <SearchField
          name="setting"
          label="Filter settings"
          placeholder="Name or purpose"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      {words.length > 0 ? (
        <Found settings={settings.filter((setting) => matches(setting, words))} copy={copy} />
      ) : (
        <Groups settings={settings} copy={copy} />
      )}
      <LiveRegion announcement={announcement} />
    </>
  );
}

type CopyLine = (line: string) => Promise<void>;
type ListProps = { settings: System["settings"]; copy: CopyLine };

function Found({ settings, copy }: ListProps) {
  return (
    <>
      <p role="status" className="text-14 text-muted">
        {settings.length === 0 ? "No setting found." : `${settings.length} found`}
      </p>
      {settings.length > 0 && <SettingTable label="Settings found" settings={settings} copy={copy} />}
    </>
  );
}

function Groups({ settings, copy }: ListProps) {
  const set = settings.filter(({ source }) => source !== "default");
  const defaults = settings.filter(({ source }) => source === "default");
  return (
    <>
      {set.length > 0 && (
        <section>
          <h3 className="text-14 font-semibold">Set on this server</h3>
          <SettingTable label="Set on this server" settings={set} copy={copy} />
        </section>
      )}
      <div>
        <h3 className="text-14 font-semibold">{set.length > 0 ? "All others have their defaults" : "Defaults"}</h3>
        <div className="divide-y divide-border">
          {(Object.keys(settingGroups) as SettingGroup[]).map((group) => {
            const members = defaults.filter((setting) => setting.group === group);
            if (members.length === 0) return null;
            return (
              <Disclosure
                key={group}
                summary={settingGroups[group]}
                note={`${members.length} ${members.length === 1 ? "setting" : "settings"}`}
              >
                <SettingTable label={`${settingGroups[group]} settings`} settings={members} copy={copy} />
              </Disclosure>
            );
          })}
        </div>
      </div>
    </>
  );
}

function matches({ name, group, value, secret }: Setting, words: readonly string[]): boolean {
  const text = [name, settingMeanings[name], settingGroups[group], secret ? "" : value].join(" ").toLowerCase();
  return words.every((word) => text.includes(word) || text.replaceAll("_", " ").includes(word));
}

type SettingTableProps = { label: string; settings: readonly Setting[]; copy: CopyLine };

function SettingTable({ label, settings, copy }: SettingTableProps) {
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
            <td className="py-2 align-top wrap-anywhere max-sm:mt-1 max-sm:block max-sm:p-0 sm:w-[26rem]">
              <Value setting={setting} />
              {setting.source !== "default" && (
                <span className="text-12 text-muted max-sm:ml-2 sm:block">from {setting.source}</span>
              )}
              <Example name={setting.name} copy={copy} />
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

/** A line for .env, folded, because most readers look for a value; a click copies it. Of a secret the command that makes one. */
function Example({ name, copy }: { name: string; copy: CopyLine }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const example = settingExamples[name];
  const line = example === undefined ? MAKE_SECRET : `${name}=${quoted(example)}`;
  return (
    <details className="group mt-1 text-12 text-muted">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-sm hover:text-text [&::-webkit-details-marker]:hidden">
        {example === undefined ? "How to make one" : "Example"}
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        <span className="sr-only"> of {name}</span>
      </summary>
      <button
        type="button"
        title="Copy"
        onClick={async () => {
          await copy(line);
          setCopied(true);
        }}
        className="inline-flex min-h-6 items-center gap-1.5 rounded-sm bg-sunken px-1.5 text-left text-text hover:bg-accent-soft pointer-coarse:min-h-11"
      >
        <span className="sr-only">Copy </span>
        <code translate="no" className="wrap-anywhere select-text">
          {line}
        </code>
        {copied ? <Check className="size-3.5 shrink-0 text-ok" /> : <Copy className="size-3.5 shrink-0 text-muted" />}
      </button>
    </details>
  );
}

const SHOWN_MS = 2000;
const MAKE_SECRET = "openssl rand -base64 48";

function quoted(value: string): string {
  return /[\s<>]/.test(value) ? `"${value}"` : value;
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
