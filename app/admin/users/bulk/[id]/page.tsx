import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { bulkActionLabel } from "@/components/bulk-runs/bulk-labels";
import { BulkRun } from "@/components/bulk-runs/bulk-run";
import { AdminPage } from "@/components/layout/admin-page";
import { routes } from "@/lib/routes";
import { bulkRunIdSchema, bulkRunQuerySchema } from "@/lib/schemas/bulk-runs";
import { getBulkRun } from "@/lib/services/users/get-bulk-run";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";
import { bulkStepAction, bulkUndoAction } from "../actions";

export const metadata: Metadata = { title: "Bulk action", robots: { index: false } };

const readQuery = pageQuery(bulkRunQuerySchema);

type BulkRunPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function BulkRunPage({ params, searchParams }: BulkRunPageProps) {
  const { id } = await params;
  const context = await requirePermission(routes.bulkRun(id), "users:disable");
  const { input } = readQuery(await searchParams);
  const run = await loadOrNotFound(async () =>
    getBulkRun(context, { ...parseInput(bulkRunIdSchema, { id }), ...input }),
  );
  const change =
    run.action === "set_role" ? { action: run.action, role: run.role ?? ("user" as const) } : { action: run.action };
  const isOwn = run.actor_id === context.actor.userId;
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="users"
        title={bulkActionLabel(change, run.matched)}
        back={{ href: routes.users(), label: "Users" }}
      >
        <BulkRun
          run={run}
          change={change}
          isOwn={isOwn}
          mayUndo={isOwn || context.actor.role === "admin"}
          after={input.after}
          now={context.now().toISOString()}
          step={bulkStepAction}
          undo={bulkUndoAction}
        />
      </AdminPage>
    </ReturnedForm>
  );
}
