import { PASSWORD_MIN } from "@/lib/domain/accounts/password-length";

export type CommonPasswords = { includes(password: string): Promise<boolean> };

/** The 18,000 most common passwords that satisfy the minimum length; case doesn't matter. */
export function createCommonPasswords(): CommonPasswords {
  let passwords: Promise<ReadonlySet<string>> | undefined;
  return {
    async includes(password) {
      passwords ??= loadPasswords();
      return (await passwords).has(password.toLowerCase());
    },
  };
}

// Loaded when a password is first chosen: the lists take 14 MB, which many servers never need.
async function loadPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].filter((common) => common.length >= PASSWORD_MIN));
}
