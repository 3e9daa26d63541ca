"use client";

import { generatePassword } from "@/lib/domain/passwords/generate-password";
import type { PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { secureRandom } from "@/lib/domain/random";
import { PasswordCharacters } from "./password-characters";

/**
 * The password of a browser without JavaScript. A client component, because the output of a server component is sent a
 * second time in the page's data; and only in `noscript`, which a browser with JavaScript leaves unread.
 */
export function ServerMadePassword({ policy }: { policy: PasswordPolicy }) {
  const onServer = typeof window === "undefined";
  return (
    <noscript>{onServer && <PasswordCharacters password={generatePassword(policy, secureRandom)} />}</noscript>
  );
}
