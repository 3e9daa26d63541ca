import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { ImportForm } from "@/components/user-import/import-form";
import { routes } from "@/lib/routes";
import { readInvitationForm } from "@/lib/services/invitations/read-invitation-form";
import { startImport } from "@/lib/services/users/start-import";
import { withReauthentication, requirePermission } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { importUsersAction } from "./actions";
import { bulkStepAction } from "../bulk/actions";

export const metadata: Metadata = { title: "Import users", robots: { index: false } };

export default async function ImportUsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.importUsers(), "users:import");
  await withReauthentication(routes.importUsers(), startImport(context));
  return (
    <ReturnedForm searchParams={searchParams}>
      <ImportForm
        action={importUsersAction}
        inviteAction={bulkStepAction}
        canMail={readInvitationForm(context).canMail}
        frame={{
          role: context.actor.role,
          section: "users",
          back: { href: routes.users(), label: "Users" },
        }}
      />
    </ReturnedForm>
  );
}
