"use client";

import { Badge } from "@/components/ui/badge";
import { BreakableText } from "@/components/ui/breakable-text";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Fact, FactList } from "@/components/ui/fact-list";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { OneTimeLink } from "@/components/ui/one-time-link";
import { Panel } from "@/components/ui/panel";
import { PendingFormField, useResentForm } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { InlineLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import { roleLabels } from "@/components/users/user-labels";
import { routes } from "@/lib/routes";
import type { InvitationView as Invitation } from "@/lib/schemas/invitations";
import { invitationStateLabel } from "./invitation-labels";

type InvitationViewProps = {
  invitation: Invitation;
  canMail: boolean;
  now: string;
  renewAction: FormStateAction;
  revokeAction: FormStateAction;
};

export function InvitationView({ invitation, canMail, now, renewAction, revokeAction }: InvitationViewProps) {
  return (
    <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-2">
      {/* First what can be done; beside the facts where there is room. */}
      <div className="lg:order-last">
        <Actions invitation={invitation} canMail={canMail} renewAction={renewAction} revokeAction={revokeAction} />
      </div>
      <Facts invitation={invitation} now={now} />
    </div>
  );
}

function Facts({ invitation, now }: { invitation: Invitation; now: string }) {
  const {
    state,
    email,
    full_name,
    user,
    run_id,
    role,
    note,
    invited_by,
    used_by,
    mail_id,
    created_at,
    expires_at,
    used_at,
    revoked_at,
  } = invitation;
  const { label, tone } = invitationStateLabel(invitation);
  return (
    <Panel id="invitation" title="Invitation">
      <FactList>
        <Fact term="State">
          <Badge tone={tone}>{label}</Badge>
        </Fact>
        <Fact term="For">
          {user === null ? "A new account" : <UserLink user={user} />}
          {user !== null && ", to set the first password"}
        </Fact>
        <Fact term="Email">{email === null ? "Anyone with the link" : <BreakableText text={email} />}</Fact>
        {full_name !== null && <Fact term="Name">{full_name}</Fact>}
        {note !== null && <Fact term="Note">{note}</Fact>}
        <Fact term="Role">{roleLabels[role]}</Fact>
        <Fact term="Invited by">
          <UserLink user={invited_by} />
        </Fact>
        <Fact term="Created">
          <TimeAgo at={created_at} now={now} withMoment />
        </Fact>
        {used_at === null && revoked_at === null && (
          <Fact term={state === "expired" ? "Expired" : "Expires"}>
            <TimeAgo at={expires_at} now={now} withMoment ahead={state === "pending"} />
          </Fact>
        )}
        {used_at !== null && (
          <Fact term="Accepted">
            <TimeAgo at={used_at} now={now} withMoment />
          </Fact>
        )}
        {used_by !== null && user === null && (
          <Fact term="Account">
            <UserLink user={used_by} />
          </Fact>
        )}
        {revoked_at !== null && (
          <Fact term="Revoked">
            <TimeAgo at={revoked_at} now={now} withMoment />
          </Fact>
        )}
        {run_id !== null && (
          <Fact term="Part of">
            <InlineLink href={routes.invitations({ run_id })}>All users invited together</InlineLink>
          </Fact>
        )}
        {mail_id !== null && (
          <Fact term="Message">
            <InlineLink href={routes.mail(mail_id)}>View message</InlineLink>
          </Fact>
        )}
      </FactList>
    </Panel>
  );
}

function UserLink({ user: { id, email, full_name } }: { user: Invitation["invited_by"] }) {
  if (email === null) return <>Erased account</>;
  return <InlineLink href={routes.user(id)}>{full_name ?? email}</InlineLink>;
}

function Actions({
  invitation: { id, state, stands, user, mail_id, link_waits },
  canMail,
  renewAction,
  revokeAction,
}: Omit<InvitationViewProps, "now">) {
  const mails = mail_id !== null && canMail;
  const [renewed, renew] = useServerAction(renewAction);
  const form = useResentForm("renew-invitation");
  const [revoked, revoke] = useServerAction(revokeAction);
  const link = renewed.status === "done" && state === "pending" ? renewed.secrets?.[0] : undefined;
  const outcome = revoked.status === "idle" ? renewed : revoked;
  return (
    <Panel id="link" title="Link">
      {/* That it was revoked is said below. */}
      {!(outcome === revoked && outcome.status === "done") && <FormOutcome state={outcome} />}
      {link !== undefined && <OneTimeLink link={link} />}
      {state === "used" && (
        <p className="text-14 text-muted">This invitation was accepted. Its link no longer works.</p>
      )}
      {state === "revoked" && (
        <>
          <p role="status" className="text-14 text-muted">
            This invitation was revoked. Its link no longer works.
          </p>
          <div>
            <ButtonLink
              href={user === null ? routes.newUser() : routes.bulkUsers({ choice: "invite", ids: user.id })}
              appearance="primary"
            >
              Invite again
            </ButtonLink>
          </div>
        </>
      )}
      {(state === "pending" || state === "expired") && (
        <>
          {!stands && (
            <p className="text-14">
              {user === null
                ? "The link doesn’t work, because its sender can no longer invite users or was reported as compromised. Create a new link to invite in your own name."
                : "The link doesn’t work at present. Either the user’s account is disabled, or the sender can no longer invite users: then create a new link to invite in your own name."}
            </p>
          )}
          {link === undefined && (
            <p className="text-14 text-muted">
              {link_waits
                ? "The link hasn’t been downloaded from the list of invitations yet."
                : "The link can’t be shown again."}{" "}
              A new link replaces it{mails && ", is also sent by email"} and is valid for the same length of time.
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <form ref={form} action={renew}>
              <PendingFormField form="renew-invitation" />
              <input type="hidden" name="id" value={id} />
              <SubmitButton
                appearance={link === undefined ? "primary" : "secondary"}
                pendingLabel={mails ? "Sending…" : "Creating…"}
              >
                {mails ? "Send new link" : "Create new link"}
              </SubmitButton>
            </form>
            <ConfirmButton
              label="Revoke invitation"
              className="text-danger"
              title="Revoke this invitation?"
              effect="The link stops working at once, and you can’t undo this. You can invite the user again."
            >
              <form action={revoke}>
                <input type="hidden" name="id" value={id} />
                <SubmitButton appearance="danger" pendingLabel="Revoking…">
                  Revoke
                </SubmitButton>
              </form>
            </ConfirmButton>
          </div>
        </>
      )}
    </Panel>
  );
}
