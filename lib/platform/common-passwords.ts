import { dictionary } from "@zxcvbn-ts/language-common";
import { PASSWORD_MIN } from "@/lib/domain/accounts/password-length";

export type CommonPasswords = { includes(password: string): boolean };

/** The 18,000 most used passwords among those that are long enough at all; upper and lower case are the same. */
export function createCommonPasswords(): CommonPasswords {
  let passwords: Set<string> | undefined;
  return {
    includes(password) {
      passwords ??= new Set(dictionary["passwords-common"].filter((common) => common.length >= PASSWORD_MIN));
      return passwords.has(password.toLowerCase());
    },
  };
}
