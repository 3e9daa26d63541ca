import type { Metadata } from "next";
import { InvitationList } from "@/components/invitations/invitation-list";
import { AdminPage } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { routes } from "@/lib/routes";
import { listInvitationsSchema } from "@/lib/schemas/invitations";
import { listInvitations } from "@/lib/services/invitations/list-invitations";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";

export const metadata: Metadata = { title: "Invitations", robots: { index: false } };

const readQuery = pageQuery(listInvitationsSchema);

export default async function InvitationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.invitations(), "users:invite");
  const { input, error } = readQuery(await searchParams);
  const invitations = await loadOrNotFound(() => listInvitations(context, input));
  return (
    <AdminPage
      role={context.actor.role}
      section="invitations"
      title="Invitations"
      lead="Links with which users create their own accounts. Used, expired and revoked invitations are kept for 30 days."
      actions={
        <ButtonLink href={routes.newUser()} appearance="primary">
          Invite user
        </ButtonLink>
      }
    >
      {error !== null && (
        <Alert tone="warn">The filter in this URL is invalid, so all invitations are shown. {error}</Alert>
      )}
      <InvitationList invitations={invitations} query={input} now={context.now().toISOString()} />
    </AdminPage>
  );
}
