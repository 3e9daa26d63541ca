import { PASSWORD_MIN } from "@/lib/domain/accounts/password-length";

export type CommonPasswords = { includes(password: string): Promise<boolean> };

/** The 18,000 most used passwords among those that are long enough at all; upper and lower case are the same. */
export function createCommonPasswords(): CommonPasswords {
  let passwords: Promise<ReadonlySet<string>> | undefined;
  return {
    async includes(password) {
      passwords ??= loadPasswords();
      return (await passwords).has(password.toLowerCase());
    },
  };
}

// Only when somebody chooses a password: the lists take 14 MB, which a server that makes them for others never needs.
async function loadPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].filter((common) => common.length >= PASSWORD_MIN));
}
