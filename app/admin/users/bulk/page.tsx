import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { bulkActionEffect, bulkActionLabel } from "@/components/bulk-runs/bulk-labels";
import { BulkReview } from "@/components/bulk-runs/bulk-review";
import { AdminPage } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import { userQuery } from "@/components/users/user-query";
import { toBulkChange } from "@/lib/domain/users/bulk-choices";
import { routes } from "@/lib/routes";
import { bulkPageSchema } from "@/lib/schemas/administration";
import type { UserFilterInput } from "@/lib/schemas/users";
import { previewChange } from "@/lib/services/users/preview-change";
import { toUserListInput } from "@/lib/web/pages/administration-queries";
import { requirePermission } from "@/lib/web/pages/page";
import { joinedPageQuery, type SearchParams } from "@/lib/web/pages/page-query";
import { bulkStepAction } from "./actions";

export const metadata: Metadata = { title: "Bulk action", robots: { index: false } };

const PAGE_STEP = 500;

// Without a choice, the page shows a message instead of an error.
const readQuery = joinedPageQuery(bulkPageSchema.partial({ choice: true }), { ids: "id" });

export default async function BulkPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.bulkUsers(), "users:disable");
  const { input, error } = readQuery(await searchParams);
  const { choice, scope, ids, ...listed } = input;
  // With the selection, so that leaving the question loses nothing.
  const isAll = scope === "all";
  const selected = isAll ? "all" : ids?.join(",");
  const back = { href: routes.users({ ...userQuery(listed), selected }), label: "Users" };
  if (choice === undefined || (!isAll && ids === undefined)) {
    return (
      <AdminPage role={context.actor.role} section="users" title="Bulk action" back={back}>
        <Alert tone="warn">
          {error ?? (choice === undefined ? "No bulk action chosen." : "No users selected.")} Select users in the list,
          then choose a bulk action.
        </Alert>
        <TextLink href={back.href}>Back to users</TextLink>
      </AdminPage>
    );
  }
  const change = toBulkChange(choice);
  const {
    sort: _sort,
    direction: _direction,
    size: _size,
    page: _page,
    cursor: _cursor,
    columns: _columns,
    selected: _selected,
    ...filter
  } = toUserListInput(listed, context.now());
  const preview = await previewChange(context, isAll ? { change, filter } : { change, ids });
  const query = new URLSearchParams({
    ...definedOf(userQuery(listed)),
    choice,
    scope,
    ...(!isAll && ids !== undefined && { ids: ids.join(",") }),
  });
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="users"
        title={preview.changed === 0 ? "No users will change" : `${bulkActionLabel(change, preview.changed)}?`}
        back={back}
        lead={preview.changed === 0 ? undefined : bulkActionEffect(change)}
      >
        <BulkReview
          change={change}
          preview={preview}
          fields={{
            choice,
            query: query.toString(),
            from: new URLSearchParams(definedOf(userQuery(listed))).toString() || undefined,
            ...(isAll ? { filter: JSON.stringify(filter satisfies UserFilterInput) } : { ids: ids?.join(",") }),
          }}
          cancelPath={back.href}
          stepSize={PAGE_STEP}
          action={bulkStepAction}
        />
      </AdminPage>
    </ReturnedForm>
  );
}

function definedOf(query: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
