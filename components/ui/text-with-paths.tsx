import { InlineLink } from "./text-link";

/** Text in which each path of a page, such as `/account/security`, is a link to it. */
export function TextWithPaths({ text }: { text: string }) {
  return text.split(/((?<![\w/.:])\/(?:account|admin|docs|redoc)(?:\/[a-z-]+)*)/).map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <InlineLink key={place} href={part}>
        {part}
      </InlineLink>
    ),
  );
}
