import { WifiOff } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { routes } from "@/lib/routes";

/** Shown when the service worker answers with the stored page, because the server can't be reached. */
export function StoredPageNote() {
  return (
    <div
      role="note"
      className="hidden flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-md bg-sunken px-4 py-3 stored:flex print:hidden"
    >
      <p className="flex min-w-0 gap-3">
        <WifiOff aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
        You’re offline. Passwords are generated here as usual; your account and site rules need the server.
      </p>
      <ButtonLink href={routes.home()}>Try again</ButtonLink>
    </div>
  );
}
