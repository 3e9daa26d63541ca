import { ButtonLink } from "@/components/ui/button-link";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import type { Role } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { MessagePage } from "./message-page";
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
      <MessagePage
        title={isOfUsers ? "User not found" : "Not found"}
        actions={
          <ButtonLink href={isOfUsers ? routes.users() : routes.administration()} appearance="primary">
            {isOfUsers ? "View all users" : "Go to the overview"}
          </ButtonLink>
        }
      >
        <p>There is nothing at this address. It may have been deleted permanently.</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage
      title="This page is for administrators"
      actions={
        <ButtonLink href={routes.users()} appearance="primary">
          View users
        </ButtonLink>
      }
    >
      <p>As a moderator you can view and disable users and end their sessions. Ask an administrator for the rest.</p>
    </MessagePage>
  );
}
