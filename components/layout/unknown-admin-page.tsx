import { ButtonLink } from "@/components/ui/button-link";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import type { Role } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { AdminPage } from "./admin-page";
import { UnknownPage } from "./unknown-page";

type UnknownAdminPageProps = { role: Role | null; isOfUsers?: boolean };

/**
 * The 404 of an administration page. Moderators learn that it is for administrators; everyone else only that nothing is
 * at this address.
 */
export function UnknownAdminPage({ role, isOfUsers = false }: UnknownAdminPageProps) {
  if (role === null || !permissionsByRole[role].has("users:read")) return <UnknownPage />;
  if (isOfUsers || role === "admin") {
    return (
      <AdminPage
        role={role}
        section={isOfUsers ? "users" : "overview"}
        title={isOfUsers ? "User not found" : "Not found"}
        lead="There is nothing at this address. It may have been deleted permanently."
        back={
          isOfUsers ? { href: routes.users(), label: "Users" } : { href: routes.administration(), label: "Overview" }
        }
      />
    );
  }
  return (
    <AdminPage
      role={role}
      section="users"
      title="This page is for administrators"
      lead="As a moderator you can view and disable users and end their sessions. Ask an administrator for the rest."
    >
      <ButtonLink href={routes.users()} appearance="primary" className="self-start">
        View users
      </ButtonLink>
    </AdminPage>
  );
}
