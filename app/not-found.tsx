import type { Metadata } from "next";
import { MessagePage } from "@/components/layout/message-page";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <MessagePage
      title="There is no page at this address"
      actions={<TextLink href={routes.home()}>Go to the password generator</TextLink>}
    >
      <p>It may have been mistyped, or the page has moved. Check the address, or start again from the generator.</p>
    </MessagePage>
  );
}
