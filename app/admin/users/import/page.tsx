import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { AdminPage } from "@/components/layout/admin-page";
import { ImportForm } from "@/components/user-import/import-form";
import { routes } from "@/lib/routes";
import { startImport } from "@/lib/services/users/start-import";
import { withReauthentication, requirePermission } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { importUsersAction } from "./actions";

export const metadata: Metadata = { title: "Import users", robots: { index: false } };

export default async function ImportUsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.importUsers(), "users:import");
  await withReauthentication(routes.importUsers(), startImport(context));
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="users"
        title="Import users"
        lead="Import users from another system. Passwords hashed with bcrypt or argon2id and authenticator apps keep working. Check the file before you import it."
        back={{ href: routes.users(), label: "Users" }}
      >
        <ImportForm action={importUsersAction} />
      </AdminPage>
    </ReturnedForm>
  );
}
