import type { Metadata } from "next";
import { AdminPage } from "@/components/layout/admin-page";
import { ImportForm } from "@/components/user-import/import-form";
import { routes } from "@/lib/routes";
import { startImport } from "@/lib/services/users/start-import";
import { confirmFirst, requirePermission } from "@/lib/web/pages/page";
import { importUsersAction } from "./actions";

export const metadata: Metadata = { title: "Import users", robots: { index: false } };

export default async function ImportUsersPage() {
  const context = await requirePermission(routes.importUsers(), "users:import");
  await confirmFirst(routes.importUsers(), startImport(context));
  return (
    <AdminPage
      role={context.actor.role}
      section="users"
      title="Import users"
      lead="People of another system keep the passwords and authenticator apps that they have. Look first at what would happen, then import."
      back={{ href: routes.users(), label: "Users" }}
    >
      <ImportForm action={importUsersAction} />
    </AdminPage>
  );
}
