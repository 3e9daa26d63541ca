import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { BreakableText } from "@/components/ui/breakable-text";
import { ButtonLink } from "@/components/ui/button-link";
import { Cell, ColumnHead, DataTable, LinkedRow, SummaryCell, wideOnly } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { StateFilter } from "@/components/ui/filter-link";
import { joinClasses } from "@/components/ui/join-classes";
import { LiveSearch } from "@/components/ui/live-search";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { roleLabels } from "@/components/users/user-labels";
import { invitationStates } from "@/lib/domain/users/invitation";
import { routes } from "@/lib/routes";
import type { InvitationList as Invitations, InvitationView, ListInvitationsInput } from "@/lib/schemas/invitations";
import { invitationStateLabels, inviteeName, inviteeNote, invitationStateLabel } from "./invitation-labels";

type InvitationListProps = {
  invitations: Invitations;
  query: ListInvitationsInput;
  now: string;
  /** In the row above the list. */
  actions?: ReactNode;
};

// Fewer are found by looking.
const SEARCHED_MIN = 10;

export function InvitationList({
  invitations: { items, counts, next },
  query: { state, cursor, run_id, q },
  now,
  actions,
}: InvitationListProps) {
  const shows: Columns = {
    role: items.some(({ role }) => role !== "user"),
    inviter: new Set(items.map(({ invited_by: { id } }) => id)).size > 1,
    // Those of a run were invited at the same time, which its page says above.
    sent: run_id === undefined,
    expiry: items.some(({ state: one }) => one === "pending" || one === "expired"),
  };
  const isUnfiltered = state === undefined && q === undefined;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 empty:hidden">
        {(q !== undefined || total > SEARCHED_MIN) && (
          <div className="flex w-full sm:max-w-xs">
            <LiveSearch
              label="Search invitations"
              placeholder="Search invitations"
              action={routes.invitations()}
              values={{ run_id, state }}
              defaultValue={q}
            />
          </div>
        )}
        <StateFilter
          label="Invitations by state"
          states={invitationStates}
          labels={invitationStateLabels}
          counts={counts}
          selected={state}
          hrefOf={(query) => routes.invitations({ run_id, q, ...query })}
        />
        {actions}
      </div>
      {items.length === 0 ? (
        <EmptyState
          title={
            q !== undefined
              ? "No invitations found"
              : state === undefined
                ? "No invitations"
                : "No invitations in this state"
          }
          action={
            isUnfiltered && (
              <div className="flex flex-wrap justify-center gap-2">
                <ButtonLink href={routes.newUser()} appearance="primary">
                  Invite a user
                </ButtonLink>
                <ButtonLink href={routes.inviteMany()}>Invite several</ButtonLink>
              </div>
            )
          }
        >
          {isUnfiltered ? (
            <p>An invitation is a link to create an account.</p>
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
              {shows.sent && <ColumnHead className={wideOnly}>Link made</ColumnHead>}
              {shows.expiry && <ColumnHead className={wideOnly}>Expires</ColumnHead>}
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
type Columns = { role: boolean; inviter: boolean; sent: boolean; expiry: boolean };

function InvitationRow({ invitation, shows, now }: { invitation: InvitationView; shows: Columns; now: string }) {
  const { state, used_at, revoked_at, expires_at, linked_at } = invitation;
  const { label, tone } = invitationStateLabel(invitation);
  const settledAt = used_at ?? revoked_at;
  const note = inviteeNote(invitation);
  const badge = <Badge tone={tone}>{label}</Badge>;
  return (
    <LinkedRow>
      <SummaryCell
        href={routes.administeredInvitation(invitation.id)}
        title={inviteeName(invitation)}
        badge={badge}
        note={
          note === undefined ? undefined : (
            <span className="max-sm:hidden">
              <BreakableText text={note} />
            </span>
          )
        }
        start={
          <>
            {note !== undefined && <BreakableText text={note} />}
            {shows.role && invitation.role !== "user" && <span className="block">{roleLabels[invitation.role]}</span>}
            <span className="block">
              <Moment invitation={invitation} now={now} />
            </span>
          </>
        }
        end={null}
      />
      {shows.role && <Cell className={joinClasses(wideOnly, "text-muted")}>{roleLabels[invitation.role]}</Cell>}
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        {badge}
        {settledAt !== null && (
          <span className="ml-2">
            <TimeAgo at={settledAt} now={now} />
          </span>
        )}
      </Cell>
      {shows.inviter && (
        <Cell className={joinClasses(wideOnly, "wrap-anywhere text-muted")}>
          {invitation.invited_by.full_name ?? invitation.invited_by.email ?? "Erased account"}
        </Cell>
      )}
      {shows.sent && (
        <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
          <TimeAgo at={linked_at} now={now} />
        </Cell>
      )}
      {shows.expiry && (
        <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
          {settledAt === null ? <TimeAgo at={expires_at} now={now} ahead={state === "pending"} /> : "–"}
        </Cell>
      )}
    </LinkedRow>
  );
}

/** On a phone: the time that matters in the invitation's state. */
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
