import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FirstPassword, UserDetail } from "@/lib/schemas/users";
import { roleLabels, userStateLabel } from "./user-labels";

/** What an administrator wants to know first, state before dates. */
export function UserFacts({
  user,
  firstPassword,
  now,
}: {
  user: UserDetail;
  /** For an account without a password. */
  firstPassword?: FirstPassword | undefined;
  now: string;
}) {
  const { label, tone } = userStateLabel(user.status, firstPassword);
  return (
    <section aria-label="Account" className="rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3 sm:gap-x-6">
        <Fact term="Status">
          <Badge tone={tone}>{label}</Badge>
          {user.deleted_at !== null && (
            <Note>
              <TimeAgo at={user.deleted_at} now={now} withMoment />
            </Note>
          )}
        </Fact>
        <Fact term="Role">{roleLabels[user.role]}</Fact>
        <Fact term="Last log-in">
          {user.last_sign_in_at === null ? "Never" : <TimeAgo at={user.last_sign_in_at} now={now} />}
          <Note>{user.sessions === 1 ? "1 active session" : `${user.sessions} active sessions`}</Note>
        </Fact>
        <Fact term="Two-factor">
          {user.two_factor_since === null ? (
            "Off"
          ) : (
            <>
              On
              <Note>
                since <TimeAgo at={user.two_factor_since} now={now} />
              </Note>
            </>
          )}
        </Fact>
        <Fact term="Password">
          {user.password_changed_at === null ? (
            <>
              None yet
              {firstPassword?.invitation == null && <Note>Set with an invitation or a reset link</Note>}
            </>
          ) : (
            <>
              Set <TimeAgo at={user.password_changed_at} now={now} />
            </>
          )}
          {user.must_change_password && <Note>A new one is required</Note>}
        </Fact>
        <Fact term="Email">{user.email_verified ? "Verified" : "Not verified"}</Fact>
        {user.username !== null && <Fact term="Username">{user.username}</Fact>}
        <Fact term="Created" className="max-sm:col-span-2">
          <TimeAgo at={user.created_at} now={now} withMoment />
        </Fact>
        <Fact term="ID" className="col-span-2">
          <span className="flex items-center gap-1 sm:-my-2.5">
            <span className="font-mono text-12">{user.id}</span>
            <CopyButton text={user.id} what="ID" />
          </span>
        </Fact>
        {user.frozen_until !== null && (
          <Fact term="Frozen" className="col-span-2 sm:col-span-3">
            Security changes are blocked after a report of “This wasn’t me”. This ends{" "}
            <TimeAgo at={user.frozen_until} now={now} withMoment ahead />, or when the user resets the password by a
            mailed link.
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ term, className, children }: { term: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt className="text-12 text-muted">{term}</dt>
      <dd className="min-w-0 text-14 wrap-anywhere">{children}</dd>
    </div>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <span className="block text-12 text-muted">{children}</span>;
}
