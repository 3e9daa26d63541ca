import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { bulkActionLabel, bulkResultLabel, bulkUndoneLabel } from "@/components/bulk-runs/bulk-labels";
import { BulkRun } from "@/components/bulk-runs/bulk-run";
import { InvitedStep } from "@/components/invitations/invited-step";
import { LinkDownloadNote } from "@/components/invitations/link-download-note";
import { AdminPage } from "@/components/layout/admin-page";
import { TimeAgo } from "@/components/ui/time-ago";
import { userQuery } from "@/components/users/user-query";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import type { BulkChange } from "@/lib/domain/users/plan-bulk";
import { routes } from "@/lib/routes";
import { usersPageSchema } from "@/lib/schemas/administration";
import { BULK_LISTED_MAX, bulkRunIdSchema, bulkRunPageSchema, type BulkRunView } from "@/lib/schemas/bulk-runs";
import { listInvitations } from "@/lib/services/invitations/list-invitations";
import { readInvitationForm } from "@/lib/services/invitations/read-invitation-form";
import { readLinkDownload } from "@/lib/services/invitations/read-link-download";
import { getBulkRun } from "@/lib/services/users/get-bulk-run";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound, requirePermission, type UserContext } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";
import { takeLinksAction } from "../../../invitations/actions";
import { bulkStepAction, bulkUndoAction } from "../actions";

export const metadata: Metadata = { title: "Bulk action", robots: { index: false } };

const PAGE_SIZE = 100;

const readQuery = pageQuery(bulkRunPageSchema);
const readListQuery = pageQuery(usersPageSchema);

type BulkRunPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function BulkRunPage({ params, searchParams }: BulkRunPageProps) {
  const { id } = await params;
  const context = await requirePermission(routes.bulkRun(id), "users:disable");
  const { input } = readQuery(await searchParams);
  const read = (attention: boolean): Promise<BulkRunView> =>
    loadOrNotFound(async () =>
      getBulkRun(context, { ...parseInput(bulkRunIdSchema, { id }), after: input.after, size: PAGE_SIZE, attention }),
    );
  const summary = await read(true);
  const listsAll = input.accounts === "all" || summary.matched <= BULK_LISTED_MAX;
  const run = listsAll ? await read(false) : summary;
  const change =
    run.action === "set_role" ? { action: run.action, role: run.role ?? ("user" as const) } : { action: run.action };
  const list = readListQuery(Object.fromEntries(new URLSearchParams(input.from))).input;
  const listPath = routes.users(userQuery(list));
  const isOwn = run.actor_id === context.actor.userId;
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="users"
        title={titleOf(run, change)}
        back={{ href: listPath, label: "Users" }}
        lead={<TimeAgo at={run.created_at} now={context.now().toISOString()} only="moment" />}
      >
        <BulkRun
          run={run}
          listPath={listPath}
          from={input.from}
          change={change}
          isOwn={isOwn}
          mayUndo={isOwn || context.actor.role === "admin"}
          after={input.after}
          listsAll={listsAll}
          step={bulkStepAction}
          undo={bulkUndoAction}
          next={run.action === "invite" && <Invited context={context} run={run} />}
        />
      </AdminPage>
    </ReturnedForm>
  );
}

function titleOf({ finished, matched, changed, undo }: BulkRunView, change: BulkChange): string {
  if (undo.finished) return bulkUndoneLabel(change, undo.undone);
  return finished ? bulkResultLabel(change, changed) : bulkActionLabel(change, matched);
}

async function Invited({ context, run }: { context: UserContext; run: BulkRunView }) {
  if (!permissionsByRole[context.actor.role].has("users:invite")) return null;
  const { counts, links_waiting: linksWaiting } = await listInvitations(context, { run_id: run.id, size: 1 });
  return (
    <InvitedStep
      runId={run.id}
      accepted={counts.used}
      linksWaiting={linksWaiting}
      canMail={readInvitationForm(context).canMail}
      download={
        <LinkDownloadNote
          download={await readLinkDownload(context, { run_id: run.id })}
          waiting={linksWaiting}
          open={counts.pending + counts.expired}
          now={context.now().toISOString()}
        />
      }
      linksAction={takeLinksAction}
    />
  );
}
