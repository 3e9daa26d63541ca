import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ReturnedForm } from "@/app/returned-form";
import { InviteForm } from "@/components/invitations/invite-form";
import type { AdminPageFrame } from "@/components/layout/admin-page";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { NewUserForm } from "@/components/users/new-user-form";
import { routes } from "@/lib/routes";
import { readInvitationForm } from "@/lib/services/invitations/read-invitation-form";
import { requirePermission } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { createUserAction, inviteAction } from "./actions";

export const metadata: Metadata = { title: "New user", robots: { index: false } };

type NewUserPageProps = { searchParams: Promise<SearchParams> };

export default async function NewUserPage({ searchParams }: NewUserPageProps) {
  const byPassword = (await searchParams)["way"] === "password";
  const context = await requirePermission(routes.newUser(byPassword ? "password" : undefined), "users:create");
  const { canMail, isProven } = readInvitationForm(context);
  // Before the form, so that this page can show the link that it makes.
  if (!byPassword && !isProven) redirect(routes.confirmPassword({ next: routes.newUser() }));
  const frame = {
    role: context.actor.role,
    section: "users",
    back: { href: routes.users(), label: "Users" },
  } satisfies AdminPageFrame;
  const choice = (
    <>
      <SegmentedLinks
        label="How to add the user"
        links={[
          { href: routes.newUser(), label: "Invite", selected: !byPassword },
          { href: routes.newUser("password"), label: "Create account", selected: byPassword },
        ]}
      />
      <p className="max-w-prose text-muted">
        {byPassword
          ? "Create the account now with a temporary password. The user chooses a new password at their first log-in."
          : "Send a link with which the user creates the account and chooses the password."}
      </p>
    </>
  );
  return (
    <ReturnedForm searchParams={searchParams}>
      {byPassword ? (
        <NewUserForm
          action={createUserAction}
          logInUrl={context.settings.publicOrigin + routes.logIn()}
          frame={frame}
          choice={choice}
        />
      ) : (
        <InviteForm action={inviteAction} canMail={canMail} frame={frame} choice={choice} />
      )}
    </ReturnedForm>
  );
}
