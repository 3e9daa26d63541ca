import { ChevronDown, Ellipsis } from "lucide-react";
import type { Metadata } from "next";
import { AdminPage } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { buttonClasses } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Menu, MenuLink } from "@/components/ui/menu";
import { UserList } from "@/components/users/user-list";
import { countOf } from "@/components/users/user-pagination";
import { SIZE_DEFAULT, userQuery } from "@/components/users/user-query";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";
import { usersPageSchema } from "@/lib/schemas/administration";
import { listUsers } from "@/lib/services/users/list-users";
import { readFirstPasswords } from "@/lib/services/users/read-first-passwords";
import { toUserListInput } from "@/lib/web/pages/administration-queries";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import { joinedPageQuery, type SearchParams } from "@/lib/web/pages/page-query";

export const metadata: Metadata = { title: "Users", robots: { index: false } };

const readQuery = joinedPageQuery(usersPageSchema, { columns: "columns" });

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.users(), "users:read");
  const { role } = context.actor;
  const { input, error } = readQuery(await searchParams);
  // Columns and selection only affect the page, not the query.
  const { columns: _columns, selected: _selected, ...listed } = input;
  const users = await loadOrNotFound(() => listUsers(context, toUserListInput(listed, context.now())));
  const firstPasswords = await readFirstPasswords(context, { ids: users.items.map(({ id }) => id) });
  const mayCreate = permissionsByRole[role].has("users:create");
  return (
    <AdminPage
      role={role}
      section="users"
      title="Users"
      count={countOf(users)}
      actions={
        mayCreate && (
          <div className="flex gap-2">
            <Menu
              id="more"
              alignsEnd
              className={`${buttonClasses("secondary")} max-sm:px-3`}
              panel={
                <>
                  <MenuLink href={routes.importUsers()}>Import users</MenuLink>
                  <MenuLink href={routes.exportUsers(userQuery(listed, { size: SIZE_DEFAULT }))}>Export users</MenuLink>
                </>
              }
            >
              <span className="max-sm:sr-only">Import, export</span>
              <ChevronDown aria-hidden className="size-4 max-sm:hidden" />
              <Ellipsis aria-hidden className="size-5 sm:hidden" />
            </Menu>
            <ButtonLink href={routes.newUser()} appearance="primary">
              New user
            </ButtonLink>
          </div>
        )
      }
    >
      {error !== null && <Alert tone="warn">The filter in this URL is invalid, so all users are shown. {error}</Alert>}
      <UserList
        users={users}
        firstPasswords={firstPasswords}
        query={input}
        ownId={context.actor.userId}
        ownRole={role}
        now={context.now().toISOString()}
      />
    </AdminPage>
  );
}
