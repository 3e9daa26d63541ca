import type { Metadata } from "next";
import { AdminPage } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { InlineLink } from "@/components/ui/text-link";
import { exportFileLabels, ExportForm, exportQuery } from "@/components/users/export-form";
import { describeTotal } from "@/components/users/user-pagination";
import { routes } from "@/lib/routes";
import { usersExportPageSchema } from "@/lib/schemas/administration";
import { listUsers } from "@/lib/services/users/list-users";
import { toUserListInput } from "@/lib/web/pages/administration-queries";
import { requirePermission } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";

export const metadata: Metadata = { title: "Export users", robots: { index: false } };

const readQuery = pageQuery(usersExportPageSchema);

export default async function ExportUsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.exportUsers(), "users:export");
  const query = await searchParams;
  const { input, error } = readQuery(query);
  const { columns: _columns, file: _file, ...filtered } = input;
  const users = await listUsers(context, { ...toUserListInput(filtered, context.now()), size: 1, page: 1 });
  return (
    <AdminPage
      role={context.actor.role}
      section="users"
      title="Export users"
      lead="Passwords and secrets are never included. The audit log records each export."
      back={{ href: routes.users(), label: "Users" }}
    >
      {error !== null && (
        <Alert tone="warn">The filter in this URL is invalid, so all users are exported. {error}</Alert>
      )}
      {query["confirmed"] === "yes" && error === null ? (
        <Alert tone="ok">
          <p>Password confirmed.</p>
          <ButtonLink href={routes.exportUsersFile(exportQuery(input))} appearance="primary" className="mt-2">
            Download {describeTotal(users)} ({exportFileLabels[input.file]})
          </ButtonLink>
          <p className="mt-2">
            <InlineLink href={routes.exportUsers(exportQuery(input))}>Change the format or columns</InlineLink>
          </p>
        </Alert>
      ) : (
        <ExportForm query={input} total={describeTotal(users)} />
      )}
    </AdminPage>
  );
}
