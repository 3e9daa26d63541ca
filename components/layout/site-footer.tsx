import { routes } from "@/lib/routes";

export function SiteFooter() {
  return (
    <footer className="mx-auto flex w-full max-w-page flex-wrap items-center gap-x-6 px-4 py-6 text-14 text-muted sm:px-8">
      <p className="mr-auto py-2">Latchkey is free software under the MIT licence.</p>
      <a href={routes.documentation()} className="inline-flex min-h-11 items-center rounded-sm hover:text-text">
        API docs
      </a>
      <a href={routes.reference()} className="inline-flex min-h-11 items-center rounded-sm hover:text-text">
        API reference
      </a>
    </footer>
  );
}
