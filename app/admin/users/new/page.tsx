import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { InviteForm } from "@/components/invitations/invite-form";
import { AdminPage } from "@/components/layout/admin-page";
import { StateLink } from "@/components/ui/filter-link";
import { NewUserForm } from "@/components/users/new-user-form";
import { routes } from "@/lib/routes";
import { readInvitationForm } from "@/lib/services/invitations/read-invitation-form";
import { requirePermission } from "@/lib/web/pages/page";
import { createUserAction, inviteAction } from "./actions";

export const metadata: Metadata = { title: "New user", robots: { index: false } };

type NewUserPageProps = { searchParams: Promise<{ way?: string | string[] }> };

export default async function NewUserPage({ searchParams }: NewUserPageProps) {
  const byPassword = (await searchParams).way === "password";
  const context = await requirePermission(routes.newUser(byPassword ? "password" : undefined), "users:create");
  const { canMail, isProven } = readInvitationForm(context);
  // Before anything is typed: it would be lost on the way.
  if (!byPassword && !isProven) redirect(routes.confirmPassword(routes.newUser()));
  return (
    <AdminPage
      role={context.actor.role}
      section="users"
      title="New user"
      lead={
        byPassword
          ? "A first password is made here and shown once, for you to hand over. Its owner chooses their own at the first log-in."
          : "An invitation is a link by which somebody makes the account themselves, with a password that nobody else ever sees."
      }
      back={{ href: routes.users(), label: "Users" }}
    >
      <nav aria-label="Ways to a new user" className="flex flex-wrap gap-2">
        <StateLink href={routes.newUser()} chosen={!byPassword} word="Invite" />
        <StateLink href={routes.newUser("password")} chosen={byPassword} word="Make the account now" />
      </nav>
      {byPassword ? <NewUserForm action={createUserAction} /> : <InviteForm action={inviteAction} canMail={canMail} />}
    </AdminPage>
  );
}
