import type { ReactNode } from "react";
import { mailStateOrder, mailStateLabels } from "@/components/mail/mail-labels";
import { TestMailForm } from "@/components/mail/test-mail-form";
import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import type { FormStateAction } from "@/components/ui/form-state";
import { formatBytes } from "@/components/ui/format-bytes";
import { Panel } from "@/components/ui/panel";
import { InlineLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { System } from "@/lib/schemas/system";
import { Backups } from "./backups";
import { FactRow, FactTable } from "./fact-table";
import { Findings } from "./findings";
import { JobTable } from "./job-table";
import { SettingGroups } from "./setting-groups";

type SystemViewProps = {
  system: System;
  email: string;
  testMailAction: FormStateAction;
  backUpAction: FormStateAction;
};

export function SystemView({ system, email, testMailAction, backUpAction }: SystemViewProps) {
  const now = system.checked_at;
  const failed = system.jobs.filter(({ problem }) => problem !== null).length;
  const set = system.settings.filter(({ source }) => source !== "default").length;
  return (
    <>
      <Findings findings={system.findings} />
      <Mail mail={system.mail} now={now} email={email} testMailAction={testMailAction} />
      {system.backups !== null && <Backups backups={system.backups} now={now} backUpAction={backUpAction} />}
      <div className="divide-y divide-border rounded-lg border border-border bg-panel px-4 shadow-panel sm:px-6">
        <Part title="Server" note={`Latchkey ${system.product.version}`} startsOpen={system.health.database !== "ok"}>
          <Server system={system} />
        </Part>
        <Part id="database" title="Database" note={system.database.provider === "sqlite" ? "SQLite" : "PostgreSQL"}>
          <Database database={system.database} now={now} />
        </Part>
        <Part
          title="Site rules"
          note={sources[system.site_rules.source]}
          startsOpen={system.site_rules.problem !== null}
        >
          <SiteRules siteRules={system.site_rules} now={now} />
        </Part>
        <Part id="jobs" title="Jobs" note={failed === 0 ? "All done" : `${failed} failed`} startsOpen={failed > 0}>
          <p className="text-14 text-muted">Jobs run every hour, and email is delivered as it is queued.</p>
          <JobTable jobs={system.jobs} now={now} />
        </Part>
        <Part title="Settings" note={`${set} set`}>
          <p className="text-14 text-muted">Read when the server started. The environment overrides .env.</p>
          <SettingGroups settings={system.settings} />
        </Part>
      </div>
    </>
  );
}

type PartProps = { id?: string; title: string; note: string; startsOpen?: boolean; children: ReactNode };

/** What is rarely needed, and never by most. */
function Part({ id, title, note, startsOpen = false, children }: PartProps) {
  return (
    <Disclosure summary={<h2 className="text-16">{title}</h2>} note={note} startsOpen={startsOpen}>
      <div id={id} className="flex scroll-mt-16 flex-col gap-4 pb-4">
        {children}
      </div>
    </Disclosure>
  );
}

function Server({ system: { health, product, checked_at } }: { system: System }) {
  return (
    <FactTable label="Server">
      <FactRow name="Health">
        <Badge tone={health.database === "ok" ? "ok" : "danger"}>
          {health.database === "ok" ? "Database available" : "Database unavailable"}
        </Badge>
        {health.problem !== null && <p className="mt-1">{health.problem}</p>}
      </FactRow>
      <FactRow name="Version">
        {product.version}
        {product.commit !== null && (
          <span className="ml-2 font-mono text-12 text-muted">{product.commit.slice(0, 12)}</span>
        )}
      </FactRow>
      <FactRow name="Node">
        {product.node_version}
        {product.development && " (development)"}
      </FactRow>
      <FactRow name="Started">
        <TimeAgo at={product.started_at} now={checked_at} withMoment />
      </FactRow>
      <FactRow name="Memory">
        {formatBytes(product.memory_bytes)}, including {formatBytes(product.heap_bytes)} JavaScript heap
      </FactRow>
      <FactRow name="Process ID">{product.process_id}</FactRow>
    </FactTable>
  );
}

function Database({ database, now }: { database: System["database"]; now: string }) {
  return (
    <FactTable label="Database">
      <FactRow name="Type">{database.provider === "sqlite" ? "SQLite" : "PostgreSQL"}</FactRow>
      <FactRow name="Location">
        <span className="font-mono text-12">{database.location}</span>
      </FactRow>
      <FactRow name="Size">{database.size_bytes === null ? "Unknown" : formatBytes(database.size_bytes)}</FactRow>
      {database.disk_free_bytes !== null && (
        <FactRow name="Free disk space">{formatBytes(database.disk_free_bytes)}</FactRow>
      )}
      <FactRow name="Migrations">{database.migrations_applied}</FactRow>
      {database.last_migration !== null && (
        <FactRow name="Last migration">
          <span className="font-mono text-12">{database.last_migration}</span>
          {database.last_migration_at !== null && (
            <span className="block text-muted">
              <TimeAgo at={database.last_migration_at} now={now} withMoment />
            </span>
          )}
        </FactRow>
      )}
    </FactTable>
  );
}

const transports = { outbox: "Off", smtp: "SMTP", resend: "Resend" } as const;

type MailProps = { mail: System["mail"]; now: string; email: string; testMailAction: FormStateAction };

function Mail({ mail, now, email, testMailAction }: MailProps) {
  const { counts, last_failure: failure } = mail;
  return (
    <Panel id="mail" title="Mail">
      <FactTable label="Mail">
        <FactRow name="Sending">{transports[mail.transport]}</FactRow>
        {mail.server !== null && <FactRow name="Server">{mail.server}</FactRow>}
        {mail.from !== null && <FactRow name="Sender">{mail.from}</FactRow>}
        {counts !== null && (
          <FactRow name="Outbox">
            <ul className="flex flex-wrap gap-x-4">
              {mailStateOrder
                .filter((state) => counts[state] > 0)
                .map((state) => (
                  <li key={state}>
                    <InlineLink href={routes.outbox({ state })} className="font-normal!">
                      {`${counts[state].toLocaleString("en-GB")} ${mailStateLabels[state].label.toLowerCase()}`}
                    </InlineLink>
                  </li>
                ))}
              {mailStateOrder.every((state) => counts[state] === 0) && <li>Empty</li>}
            </ul>
          </FactRow>
        )}
        {mail.oldest_waiting_at !== null && (
          <FactRow name="Oldest queued">
            <TimeAgo at={mail.oldest_waiting_at} now={now} withMoment />
          </FactRow>
        )}
        {failure !== null && (
          <FactRow name="Last failure">
            {failure.reason} <InlineLink href={routes.mail(failure.mail_id)}>View message</InlineLink>
          </FactRow>
        )}
      </FactTable>
      {mail.transport !== "outbox" && <TestMailForm email={email} testMailAction={testMailAction} />}
    </Panel>
  );
}

const sources = { auto: "Downloaded weekly", file: "Local file or folder", off: "Off" } as const;

function SiteRules({ siteRules, now }: { siteRules: System["site_rules"]; now: string }) {
  return (
    <FactTable label="Site rules">
      <FactRow name="Source">{sources[siteRules.source]}</FactRow>
      {siteRules.source !== "off" && (
        <>
          <FactRow name="Sites">{siteRules.sites}</FactRow>
          <FactRow name="Entries that can’t be read">{siteRules.skipped_entries}</FactRow>
          {siteRules.unknown_words.length > 0 && (
            <FactRow name="Unknown words">{siteRules.unknown_words.join(", ")}</FactRow>
          )}
          <FactRow name="Last changed">
            {siteRules.updated_at === null ? "Never" : <TimeAgo at={siteRules.updated_at} now={now} withMoment />}
          </FactRow>
          <FactRow name="Last checked">
            {siteRules.checked_at === null ? "Never" : <TimeAgo at={siteRules.checked_at} now={now} withMoment />}
          </FactRow>
        </>
      )}
      {siteRules.problem !== null && <FactRow name="Problem">{siteRules.problem}</FactRow>}
    </FactTable>
  );
}
