import type { Metadata } from "next";
import { NewUserForm } from "@/components/administration/new-user-form";
import { AdminPage } from "@/components/layout/admin-page";
import { routes } from "@/lib/routes";
import { requirePermission } from "@/lib/web/page";
import { createUserAction } from "./actions";

export const metadata: Metadata = { title: "New user", robots: { index: false } };

export default async function NewUserPage() {
  const context = await requirePermission(routes.newUser(), "users:create");
  return (
    <AdminPage
      role={context.actor.role}
      section="users"
      title="New user"
      lead="A first password is made here and shown once, for you to hand over. Its owner chooses their own at the first log-in."
      back={{ href: routes.users(), label: "Users" }}
    >
      <NewUserForm action={createUserAction} />
    </AdminPage>
  );
}
