import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { invitationTitle } from "@/components/invitations/invitation-labels";
import { InvitationView } from "@/components/invitations/invitation-view";
import { AdminPage } from "@/components/layout/admin-page";
import { routes } from "@/lib/routes";
import { invitationIdSchema } from "@/lib/schemas/invitations";
import { getInvitation } from "@/lib/services/invitations/get-invitation";
import { readInvitationForm } from "@/lib/services/invitations/read-invitation-form";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { renewInvitationAction, revokeInvitationAction } from "../actions";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

type AdministeredInvitationPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function AdministeredInvitationPage({ params, searchParams }: AdministeredInvitationPageProps) {
  const { id } = await params;
  const context = await requirePermission(routes.administeredInvitation(id), "users:invite");
  const invitation = await loadOrNotFound(async () => getInvitation(context, parseInput(invitationIdSchema, { id })));
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="invitations"
        title={invitationTitle(invitation)}
        back={{ href: routes.invitations(), label: "Invitations" }}
      >
        <InvitationView
          invitation={invitation}
          canMail={readInvitationForm(context).canMail}
          now={context.now().toISOString()}
          renewAction={renewInvitationAction}
          revokeAction={revokeInvitationAction}
        />
      </AdminPage>
    </ReturnedForm>
  );
}
