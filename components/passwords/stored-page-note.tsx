import { WifiOff } from "lucide-react";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";

/** Shown when the service worker answers with the stored page, because the server can't be reached. */
export function StoredPageNote() {
  return (
    <div role="note" className="hidden gap-3 rounded-md bg-sunken px-4 py-3 stored:flex print:hidden">
      <WifiOff aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
      <p>
        You’re offline. You can generate and copy passwords. Your account and site rules need the server; if you were
        logged in, you still are. <TextLink href={routes.home()}>Try again</TextLink>
      </p>
    </div>
  );
}
