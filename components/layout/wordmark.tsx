import { routes } from "@/lib/routes";

/** The logo and the name; on the narrowest screens the name is only for screen readers. */
export function Wordmark({ name, hasOwnLogo }: { name: string; hasOwnLogo: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-16 font-semibold tracking-tight">
      {hasOwnLogo ? (
        // The name is beside it. Next's own component would process the file, which is served as it is.
        // eslint-disable-next-line @next/next/no-img-element
        <img src={routes.logo()} alt="" className="h-6 w-auto max-w-24 object-contain" />
      ) : (
        <svg aria-hidden viewBox="0 0 24 24" className="size-6">
          <rect width="24" height="24" rx="6" className="fill-accent" />
          <path
            d="M12 5.5a4 4 0 0 0-2.1 7.4L8.75 18h6.5l-1.15-5.1A4 4 0 0 0 12 5.5Z"
            className="fill-accent-contrast"
          />
        </svg>
      )}
      <span className="max-w-48 truncate max-sm:max-w-36 max-[22rem]:sr-only">{name}</span>
    </span>
  );
}
