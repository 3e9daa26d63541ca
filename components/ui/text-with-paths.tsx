import { routes } from "@/lib/routes";
import { InlineLink } from "./text-link";

const names: Readonly<Record<string, string>> = {
  [routes.security()]: "your account’s security page",
};

/** Text in which each path of a page, such as `/account/security`, is a link to it, in words where it has a name. */
export function TextWithPaths({ text }: { text: string }) {
  return text.split(/((?<![\w/.:])\/(?:account|admin|docs|redoc)(?:\/[a-z-]+)*)/).map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <InlineLink key={place} href={part}>
        {names[part] ?? part}
      </InlineLink>
    ),
  );
}
