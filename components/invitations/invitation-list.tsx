import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Cell, ColumnHead, DataTable, LinkedRow, EmptyState, SummaryCell, wideOnly } from "@/components/ui/data-table";
import { StateFilter } from "@/components/ui/filter-link";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { joinClasses } from "@/components/ui/join-classes";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { SearchField } from "@/components/ui/search-field";
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
  query: { state, cursor, run_id, q },
  now,
}: InvitationListProps) {
  const shows: Columns = {
    role: items.some(({ role }) => role !== "user"),
    inviter: new Set(items.map(({ invited_by: { id } }) => id)).size > 1,
    // Those of a run were invited at the same time, which its page says above.
    invited: run_id === undefined,
  };
  return (
    <>
      <search className="max-w-md">
        <form action={routes.invitations()} className="flex gap-2">
          <SearchField
            name="q"
            label="Search invitations"
            defaultValue={q}
            placeholder="Name, address or note"
            maxLength={200}
          />
          <HiddenFields values={{ run_id, state }} />
          <Button type="submit">Search</Button>
        </form>
      </search>
      <StateFilter
        label="Invitations by state"
        states={invitationStates}
        labels={invitationStateLabels}
        counts={counts}
        selected={state}
        hrefOf={(query) => routes.invitations({ run_id, q, ...query })}
      />
      {items.length === 0 ? (
        <EmptyState
          title={
            q !== undefined
              ? "No invitations found"
              : state === undefined
                ? "No invitations"
                : "No invitations in this state"
          }
        >
          {state === undefined && q === undefined ? (
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
              {shows.role && <ColumnHead className={wideOnly}>Role</ColumnHead>}
              <ColumnHead className={wideOnly}>State</ColumnHead>
              {shows.inviter && <ColumnHead className={wideOnly}>Invited by</ColumnHead>}
              {shows.invited && <ColumnHead className={wideOnly}>Invited</ColumnHead>}
            </>
          }
        >
          {items.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} shows={shows} now={now} />
          ))}
        </DataTable>
      )}
      <NewestOlderLinks
        newest={cursor === undefined ? null : routes.invitations({ run_id, q, state })}
        older={next === null ? null : routes.invitations({ run_id, q, state, cursor: next })}
      />
    </>
  );
}

/** The columns that tell the listed invitations apart. */
type Columns = { role: boolean; inviter: boolean; invited: boolean };

function InvitationRow({ invitation, shows, now }: { invitation: InvitationView; shows: Columns; now: string }) {
  const { label, tone } = invitationStateLabel(invitation);
  const badge = <Badge tone={tone}>{label}</Badge>;
  return (
    <LinkedRow>
      <SummaryCell
        href={routes.administeredInvitation(invitation.id)}
        title={inviteeName(invitation)}
        badge={badge}
        note={inviteeNote(invitation)}
        start={shows.role && roleLabels[invitation.role]}
        end={<Moment invitation={invitation} now={now} />}
      />
      {shows.role && <Cell className={joinClasses(wideOnly, "text-muted")}>{roleLabels[invitation.role]}</Cell>}
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        {badge}{" "}
        <span className="ml-1">
          <Moment invitation={invitation} now={now} />
        </span>
      </Cell>
      {shows.inviter && (
        <Cell className={joinClasses(wideOnly, "wrap-anywhere text-muted")}>
          {invitation.invited_by.full_name ?? invitation.invited_by.email ?? "Erased account"}
        </Cell>
      )}
      {shows.invited && (
        <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
          <TimeAgo at={invitation.created_at} now={now} />
        </Cell>
      )}
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
