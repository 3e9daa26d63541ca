import { Badge } from "@/components/ui/badge";
import { Cell, ColumnHead, DataTable, LinkedRow, EmptyState, SummaryCell, wideOnly } from "@/components/ui/data-table";
import { StateFilter } from "@/components/ui/filter-link";
import { joinClasses } from "@/components/ui/join-classes";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { roleLabels } from "@/components/users/user-labels";
import { invitationStates } from "@/lib/domain/users/invitation";
import { routes } from "@/lib/routes";
import type { InvitationList as Invitations, InvitationView, ListInvitationsInput } from "@/lib/schemas/invitations";
import { invitationStateLabels, inviteeName, inviteeNote, invitationStateLabel } from "./invitation-labels";

type InvitationListProps = { invitations: Invitations; query: ListInvitationsInput; now: string };

export function InvitationList({
  invitations: { items, counts, next },
  query: { state, cursor, run_id },
  now,
}: InvitationListProps) {
  return (
    <>
      <StateFilter
        label="Invitations by state"
        states={invitationStates}
        labels={invitationStateLabels}
        counts={counts}
        selected={state}
        hrefOf={(query) => routes.invitations({ run_id, ...query })}
      />
      {items.length === 0 ? (
        <EmptyState title={state === undefined ? "No invitations" : "No invitations in this state"}>
          {state === undefined ? (
            <>
              <p>An invitation is a link with which a user creates an account or sets the first password.</p>
              <TextLink href={routes.newUser()}>Invite a user</TextLink>
            </>
          ) : (
            <TextLink href={routes.invitations({ run_id })}>Show all of them</TextLink>
          )}
        </EmptyState>
      ) : (
        <DataTable
          label="Invitations"
          head={
            <>
              <ColumnHead>Invitee</ColumnHead>
              <ColumnHead className={wideOnly}>Role</ColumnHead>
              <ColumnHead className={wideOnly}>State</ColumnHead>
              <ColumnHead className={wideOnly}>Invited by</ColumnHead>
              <ColumnHead className={wideOnly}>When</ColumnHead>
            </>
          }
        >
          {items.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} now={now} />
          ))}
        </DataTable>
      )}
      <NewestOlderLinks
        newest={cursor === undefined ? null : routes.invitations({ run_id, state })}
        older={next === null ? null : routes.invitations({ run_id, state, cursor: next })}
      />
    </>
  );
}

function InvitationRow({ invitation, now }: { invitation: InvitationView; now: string }) {
  const { label, tone } = invitationStateLabel(invitation);
  const badge = <Badge tone={tone}>{label}</Badge>;
  return (
    <LinkedRow>
      <SummaryCell
        href={routes.administeredInvitation(invitation.id)}
        title={inviteeName(invitation)}
        badge={badge}
        note={inviteeNote(invitation)}
        start={roleLabels[invitation.role]}
        end={<Moment invitation={invitation} now={now} />}
      />
      <Cell className={joinClasses(wideOnly, "text-muted")}>{roleLabels[invitation.role]}</Cell>
      <Cell className={wideOnly}>{badge}</Cell>
      <Cell className={joinClasses(wideOnly, "wrap-anywhere text-muted")}>
        {invitation.invited_by.full_name ?? invitation.invited_by.email ?? "Erased account"}
      </Cell>
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        <Moment invitation={invitation} now={now} />
      </Cell>
    </LinkedRow>
  );
}

/** The time that matters in the invitation's state. */
function Moment({ invitation, now }: { invitation: InvitationView; now: string }) {
  const { state, expires_at, used_at, revoked_at } = invitation;
  switch (state) {
    case "pending":
      return (
        <>
          expires <TimeAgo at={expires_at} now={now} ahead />
        </>
      );
    case "expired":
      return (
        <>
          expired <TimeAgo at={expires_at} now={now} />
        </>
      );
    case "used":
      return used_at !== null && <TimeAgo at={used_at} now={now} />;
    case "revoked":
      return revoked_at !== null && <TimeAgo at={revoked_at} now={now} />;
  }
}
