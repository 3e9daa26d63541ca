"use client";

import { PasswordCharacters } from "./password-characters";

type ServerMadePasswordProps = { draw: (() => string) | null; marked: boolean };

/**
 * The password of a browser without JavaScript. A client component, because the output of a server component is sent a
 * second time in the page's data; and only in `noscript`, which a browser with JavaScript leaves unread.
 */
export function ServerMadePassword({ draw, marked }: ServerMadePasswordProps) {
  const onServer = typeof window === "undefined";
  if (!onServer || draw === null) return <noscript />;
  const password = draw();
  return <noscript>{marked ? <PasswordCharacters password={password} /> : <span>{password}</span>}</noscript>;
}
