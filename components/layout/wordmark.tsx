/** The logo and the name; on the narrowest screens the name is only for screen readers. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-16 font-semibold tracking-tight">
      <svg aria-hidden viewBox="0 0 24 24" className="size-6">
        <rect width="24" height="24" rx="6" className="fill-accent" />
        <path d="M12 5.5a4 4 0 0 0-2.1 7.4L8.75 18h6.5l-1.15-5.1A4 4 0 0 0 12 5.5Z" className="fill-accent-contrast" />
      </svg>
      <span className="max-[22rem]:sr-only">Latchkey</span>
    </span>
  );
}
