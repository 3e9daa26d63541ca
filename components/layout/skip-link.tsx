export const MAIN_CONTENT_ID = "content";

/** The first tab stop of every page; visible only when focused. */
export function SkipLink() {
  return (
    <a
      href={`#${MAIN_CONTENT_ID}`}
      className="sr-only rounded-md bg-accent text-14 font-medium text-accent-contrast focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-10 focus:px-4 focus:py-3"
    >
      Skip to content
    </a>
  );
}
