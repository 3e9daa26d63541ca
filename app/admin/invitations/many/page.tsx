import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ReturnedForm } from "@/app/returned-form";
import { InviteManyForm } from "@/components/invitations/invite-many-form";
import { routes } from "@/lib/routes";
import { readInvitationForm } from "@/lib/services/invitations/read-invitation-form";
import { requirePermission } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { takeLinksAction } from "../actions";
import { inviteAddressesAction } from "./actions";

export const metadata: Metadata = { title: "Invite several users", robots: { index: false } };

export default async function InviteManyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.inviteMany(), "users:invite");
  const { canMail, isProven } = readInvitationForm(context);
  // Before the form, so that a long list isn't lost.
  if (!isProven && (await searchParams)["pending"] === undefined)
    redirect(routes.confirmPassword({ next: routes.inviteMany() }));
  return (
    <ReturnedForm searchParams={searchParams}>
      <InviteManyForm
        action={inviteAddressesAction}
        linksAction={takeLinksAction}
        canMail={canMail}
        frame={{
          role: context.actor.role,
          section: "invitations",
          back: { href: routes.invitations(), label: "Invitations" },
        }}
      />
    </ReturnedForm>
  );
}
