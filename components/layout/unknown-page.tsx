import { ButtonLink } from "@/components/ui/button-link";
import { routes } from "@/lib/routes";
import { MessagePage } from "./message-page";

export function UnknownPage() {
  return (
    <MessagePage
      title="Page not found"
      actions={
        <ButtonLink href={routes.home()} appearance="primary">
          Go to the password generator
        </ButtonLink>
      }
    >
      <p>
        There is nothing at this address. Check it for typing errors. If a link led you here, the link is out of date.
      </p>
    </MessagePage>
  );
}
