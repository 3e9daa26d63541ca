"use client";

import { type ReactNode, useActionState } from "react";
import { Badge } from "@/components/ui/badge";
import { Fact, FactList } from "@/components/ui/fact-list";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { LinkToHandOver } from "@/components/ui/one-time-link";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { roleWords } from "@/components/users/user-labels";
import { idleActionState } from "@/lib/action-state";
import { routes } from "@/lib/routes";
import type { InvitationView as Invitation } from "@/lib/schemas/invitations";
import { wordsOfState } from "./invitation-labels";

type InvitationViewProps = {
  invitation: Invitation;
  now: string;
  renewAction: FormStateAction;
  revokeAction: FormStateAction;
};

/** One invitation: where it stands, and what can be done about it. */
export function InvitationView({ invitation, now, renewAction, revokeAction }: InvitationViewProps) {
  return (
    <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-2">
      <Facts invitation={invitation} now={now} />
      <Actions invitation={invitation} renewAction={renewAction} revokeAction={revokeAction} />
    </div>
  );
}

function Facts({ invitation, now }: { invitation: Invitation; now: string }) {
  const { state, email, role, note, invited_by, used_by, mail_id, created_at, expires_at, used_at, revoked_at } =
    invitation;
  const { word, tone } = wordsOfState(invitation);
  return (
    <Panel id="invitation" title="Invitation">
      <FactList>
        <Fact term="State">
          <Badge tone={tone}>{word}</Badge>
        </Fact>
        <Fact term="Address">{email ?? "Any: whoever has the link"}</Fact>
        {note !== null && <Fact term="Note">{note}</Fact>}
        <Fact term="Role">{roleWords[role]}</Fact>
        <Fact term="Invited by">
          <Person person={invited_by} />
        </Fact>
        <Fact term="Made">
          <TimeAgo at={created_at} now={now} withMoment />
        </Fact>
        {used_at === null && revoked_at === null && (
          <Fact term={state === "expired" ? "Expired" : "Expires"}>
            <TimeAgo at={expires_at} now={now} withMoment ahead={state === "pending"} />
          </Fact>
        )}
        {used_at !== null && (
          <Fact term="Used">
            <TimeAgo at={used_at} now={now} withMoment />
          </Fact>
        )}
        {used_by !== null && (
          <Fact term="Account">
            <Person person={used_by} />
          </Fact>
        )}
        {revoked_at !== null && (
          <Fact term="Revoked">
            <TimeAgo at={revoked_at} now={now} withMoment />
          </Fact>
        )}
        {mail_id !== null && (
          <Fact term="Mail">
            <InlineLink href={routes.mail(mail_id)}>Look at its mail</InlineLink>
          </Fact>
        )}
      </FactList>
    </Panel>
  );
}

function Person({ person: { id, email, full_name } }: { person: Invitation["invited_by"] }) {
  if (email === null) return <>Somebody whose account is gone</>;
  return <InlineLink href={routes.user(id)}>{full_name ?? email}</InlineLink>;
}

function InlineLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <TextLink href={href} className="min-h-0! wrap-anywhere pointer-coarse:min-h-11!">
      {children}
    </TextLink>
  );
}

function Actions({
  invitation: { id, state, stands, mail_id },
  renewAction,
  revokeAction,
}: Omit<InvitationViewProps, "now">) {
  const [renewed, renew] = useActionState(renewAction, idleActionState);
  const [revoked, revoke] = useActionState(revokeAction, idleActionState);
  const link = renewed.status === "done" && state === "pending" ? renewed.secrets?.[0] : undefined;
  return (
    <Panel id="link" title="Link">
      <FormOutcome state={revoked.status === "idle" ? renewed : revoked} />
      {link !== undefined && <LinkToHandOver link={link} />}
      {state === "used" && <p className="text-14 text-muted">It was good for one account, and is used up.</p>}
      {state === "revoked" && (
        <p className="text-14 text-muted">It leads nowhere any more. Invite again, if that was a mistake.</p>
      )}
      {(state === "pending" || state === "expired") && (
        <>
          {!stands && (
            <p className="text-14">
              The link lets nobody in: whoever invited is no administrator any more, or has reported that somebody else
              was at their account. A new one stands on your word.
            </p>
          )}
          <p className="text-14 text-muted">
            The link is kept nowhere, so it can’t be shown again. A new one is good for as long as the first was
            {mail_id !== null && ", is mailed as well"}, and ends the old one. It stands on your word then: should you
            stop being an administrator, it does not work any more.
          </p>
          <div className="flex flex-wrap gap-2">
            <form action={renew}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton appearance="secondary" pendingLabel="Making…">
                {mail_id === null ? "Make a new link" : "Mail a new link"}
              </SubmitButton>
            </form>
            <form action={revoke}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton appearance="danger" pendingLabel="Revoking…">
                Revoke
              </SubmitButton>
            </form>
          </div>
        </>
      )}
    </Panel>
  );
}
