import { CopyButton } from "@/components/ui/copy-button";
import { Disclosure } from "@/components/ui/disclosure";
import { TimeAgo } from "@/components/ui/time-ago";
import { isPassedOn } from "@/lib/domain/mail/list-secrets";
import type { MailSecret } from "@/lib/schemas/outbox";

type MailSecretsProps = { secrets: readonly MailSecret[]; now: string };

/** The link and code to pass on. The mail's other links are in a closed group, away from those. */
export function MailSecrets({ secrets, now }: MailSecretsProps) {
  const passedOn = secrets.filter(isPassedOn);
  const others = secrets.filter((secret) => !isPassedOn(secret));
  return (
    <>
      {passedOn.length > 0 && <SecretList secrets={passedOn} now={now} />}
      {others.length > 0 && (
        <Disclosure summary="Other links in this mail">
          <p className="text-14 text-muted">They change or lock the account. Don’t pass them on by mistake.</p>
          <SecretList secrets={others} now={now} />
        </Disclosure>
      )}
    </>
  );
}

function SecretList({ secrets, now }: MailSecretsProps) {
  return (
    <dl className="flex flex-col gap-4">
      {secrets.map((secret) => (
        <Secret key={secret.name} secret={secret} now={now} />
      ))}
    </dl>
  );
}

const secretLabels: Record<MailSecret["name"], string> = {
  link: "Link",
  code: "Code",
  undo_link: "Link to undo the change",
  not_me_link: "Link “This wasn’t me”",
};

function Secret({ secret: { name, value, expires_at: expires }, now }: { secret: MailSecret; now: string }) {
  const isOver = expires !== null && Date.parse(expires) <= Date.parse(now);
  return (
    <div className="flex flex-col gap-1">
      <dt className="text-14 font-medium">{secretLabels[name]}</dt>
      <dd className="flex items-center gap-2">
        <code
          translate="no"
          className={`min-w-0 grow font-mono select-all ${name === "code" ? "text-20" : "truncate text-14"}`}
        >
          {name === "code" ? inGroups(value) : value}
        </code>
        <CopyButton text={value} what={secretLabels[name].toLowerCase()} appearance="secondary" />
      </dd>
      {expires !== null && (
        <dd className="text-14 text-muted">
          {isOver ? "Expired " : "Expires "}
          <TimeAgo at={expires} now={now} ahead={!isOver} />
        </dd>
      )}
    </div>
  );
}

/** Mails hold some codes with spaces, and some without. */
function inGroups(code: string): string {
  return code.replace(/\s/g, "").replace(/(.{4})(?=.)/g, "$1 ");
}
