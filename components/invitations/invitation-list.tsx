import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import {
  Cell,
  ColumnHead,
  DataTable,
  LinkedRow,
  NothingHere,
  rowLinkClasses,
  wideOnly,
} from "@/components/ui/data-table";
import { StateLink } from "@/components/ui/filter-link";
import { joinClasses } from "@/components/ui/join-classes";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { roleWords } from "@/components/users/user-labels";
import { invitationStates } from "@/lib/domain/users/invitation";
import { routes } from "@/lib/routes";
import type { InvitationList as Invitations, InvitationView, ListInvitationsInput } from "@/lib/schemas/invitations";
import { invitationWords, invitedName, wordsOfState } from "./invitation-labels";

type InvitationListProps = { invitations: Invitations; query: ListInvitationsInput; now: string };

export function InvitationList({
  invitations: { items, counts, next },
  query: { state, cursor },
  now,
}: InvitationListProps) {
  const total = invitationStates.reduce((sum, name) => sum + counts[name], 0);
  return (
    <>
      <nav aria-label="Invitations by state" className="flex flex-wrap gap-2">
        <StateLink href={routes.invitations()} chosen={state === undefined} word="All" count={total} />
        {invitationStates.map((name) => (
          <StateLink
            key={name}
            href={routes.invitations({ state: name })}
            chosen={state === name}
            word={invitationWords[name].word}
            count={counts[name]}
          />
        ))}
      </nav>
      {items.length === 0 ? (
        <NothingHere title={state === undefined ? "Nobody is invited" : "None in this state"}>
          {state === undefined ? (
            <>
              <p>An invitation is a link by which somebody makes an account of their own, mailed or handed over.</p>
              <TextLink href={routes.newUser()}>Invite somebody</TextLink>
            </>
          ) : (
            <p>Look at all of them instead.</p>
          )}
        </NothingHere>
      ) : (
        <DataTable
          label="Invitations"
          head={
            <>
              <ColumnHead>For</ColumnHead>
              <ColumnHead className={wideOnly}>Role</ColumnHead>
              <ColumnHead className={wideOnly}>State</ColumnHead>
              <ColumnHead className={wideOnly}>By</ColumnHead>
              <ColumnHead className={wideOnly}>Expires</ColumnHead>
            </>
          }
        >
          {items.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} now={now} />
          ))}
        </DataTable>
      )}
      {(next !== null || cursor !== undefined) && (
        <nav aria-label="Pages" className="flex justify-end gap-2">
          {cursor !== undefined && <ButtonLink href={routes.invitations({ state })}>Newest</ButtonLink>}
          {next !== null && <ButtonLink href={routes.invitations({ state, cursor: next })}>Older</ButtonLink>}
        </nav>
      )}
    </>
  );
}

function InvitationRow({ invitation, now }: { invitation: InvitationView; now: string }) {
  const { word, tone } = wordsOfState(invitation);
  const { email, note } = invitation;
  return (
    <LinkedRow>
      <Cell className="wrap-anywhere">
        <span className="flex items-start justify-between gap-3">
          <a href={routes.administeredInvitation(invitation.id)} className={rowLinkClasses}>
            {invitedName(invitation)}
          </a>
          <span className="shrink-0 whitespace-nowrap sm:hidden">
            <Badge tone={tone}>{word}</Badge>
          </span>
        </span>
        {email !== null && note !== null && <span className="block text-muted">{note}</span>}
        <span className="mt-1 flex justify-between gap-3 text-muted sm:hidden">
          <span>{roleWords[invitation.role]}</span>
          <span className="shrink-0">
            <Expiry invitation={invitation} now={now} />
          </span>
        </span>
      </Cell>
      <Cell className={joinClasses(wideOnly, "text-muted")}>{roleWords[invitation.role]}</Cell>
      <Cell className={wideOnly}>
        <Badge tone={tone}>{word}</Badge>
      </Cell>
      <Cell className={joinClasses(wideOnly, "wrap-anywhere text-muted")}>
        {invitation.invited_by.full_name ?? invitation.invited_by.email ?? "Somebody who is gone"}
      </Cell>
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        <Expiry invitation={invitation} now={now} />
      </Cell>
    </LinkedRow>
  );
}

/** When it ends or ended; nothing where that is past mattering. */
function Expiry({ invitation: { state, expires_at: at }, now }: { invitation: InvitationView; now: string }) {
  if (state !== "pending" && state !== "expired") return <span aria-hidden>–</span>;
  return <TimeAgo at={at} now={now} ahead={state === "pending"} />;
}
