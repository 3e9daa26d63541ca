"use client";

import { PasswordCharacters } from "./password-characters";

type ServerMadePasswordProps = { draw: (() => string) | null; marked: boolean };

/**
 * The password for browsers without JavaScript. A client component, because the output of a server component is sent a
 * second time in the page's data. In `noscript`, which browsers with JavaScript don't parse.
 */
export function ServerMadePassword({ draw, marked }: ServerMadePasswordProps) {
  const onServer = typeof window === "undefined";
  if (!onServer || draw === null) return <noscript />;
  const password = draw();
  return <noscript>{marked ? <PasswordCharacters password={password} /> : <span>{password}</span>}</noscript>;
}
