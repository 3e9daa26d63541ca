import { Ellipsis } from "lucide-react";
import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { InvitationActions } from "@/components/invitations/invitation-actions";
import { InvitationGroups } from "@/components/invitations/invitation-groups";
import { InvitationList } from "@/components/invitations/invitation-list";
import { InvitationOrigin, InvitationProgress } from "@/components/invitations/invitation-progress";
import { LinkDownloadNote } from "@/components/invitations/link-download-note";
import { AdminPage } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { buttonClasses } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Menu, MenuLink } from "@/components/ui/menu";
import { routes } from "@/lib/routes";
import { listInvitationsSchema } from "@/lib/schemas/invitations";
import { listInvitationGroups } from "@/lib/services/invitations/list-invitation-groups";
import { listInvitations } from "@/lib/services/invitations/list-invitations";
import { readInvitationForm } from "@/lib/services/invitations/read-invitation-form";
import { readLinkDownload } from "@/lib/services/invitations/read-link-download";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";
import { remindInvitationsAction, revokeInvitationsAction, takeLinksAction } from "./actions";

export const metadata: Metadata = { title: "Invitations", robots: { index: false } };

const readQuery = pageQuery(listInvitationsSchema);

export default async function InvitationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.invitations(), "users:invite");
  const { input, error } = readQuery(await searchParams);
  const invitations = await loadOrNotFound(() => listInvitations(context, input));
  const runId = input.run_id ?? null;
  const now = context.now().toISOString();
  const isSearch = input.q !== undefined;
  const [first] = invitations.items;
  const isFirst = runId === null && !isSearch && input.state === undefined && input.cursor === undefined;
  const isEmpty = isFirst && first === undefined;
  // They act on all invitations, not on those that a search shows: so they are above the list.
  const actions = !isSearch && (
    <InvitationActions
      runId={runId}
      invitations={invitations}
      canMail={readInvitationForm(context).canMail}
      remindAction={remindInvitationsAction}
      revokeAction={revokeInvitationsAction}
      linksAction={takeLinksAction}
    />
  );
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="invitations"
        title={runId === null ? "Invitations" : isSearch ? "Invited users" : runTitle(invitations)}
        lead={runId === null || first === undefined ? undefined : <InvitationOrigin invitation={first} now={now} />}
        {...(runId !== null && { back: { href: routes.invitations(), label: "Invitations" } })}
        actions={
          runId === null &&
          !isEmpty && (
            <div className="flex gap-2">
              <ButtonLink href={routes.inviteMany()} className="max-sm:hidden">
                Invite several
              </ButtonLink>
              <div className="sm:hidden">
                <Menu
                  id="more"
                  alignsEnd
                  label="More"
                  className={`${buttonClasses("secondary")} max-sm:px-3`}
                  panel={<MenuLink href={routes.inviteMany()}>Invite several</MenuLink>}
                >
                  <Ellipsis aria-hidden className="size-5" />
                </Menu>
              </div>
              <ButtonLink href={routes.newUser()} appearance="primary">
                Invite a user
              </ButtonLink>
            </div>
          )
        }
      >
        {error !== null && (
          <Alert tone="warn">The filter in this URL is invalid, so all invitations are shown. {error}</Alert>
        )}
        {runId !== null && !isSearch && <InvitationProgress counts={invitations.counts} />}
        {runId !== null && (
          <LinkDownloadNote
            download={await readLinkDownload(context, { run_id: runId })}
            waiting={invitations.links_waiting}
            open={invitations.counts.pending + invitations.counts.expired}
            now={now}
          />
        )}
        {runId !== null && actions}
        {isFirst && <InvitationGroups groups={await listInvitationGroups(context)} now={now} />}
        <InvitationList
          invitations={invitations}
          query={input}
          now={now}
          actions={runId === null ? actions : undefined}
        />
        {invitations.items.length > 0 && (
          <p className="text-14 text-muted">Accepted, expired and revoked invitations are kept for 30 days.</p>
        )}
      </AdminPage>
    </ReturnedForm>
  );
}

function runTitle({ counts }: { counts: Record<string, number> }): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `${total.toLocaleString("en-GB")} ${total === 1 ? "user" : "users"} invited`;
}
