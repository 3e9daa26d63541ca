import { isReleasedAddress } from "@/lib/domain/accounts/released-address";

/** An account's address as pages show it. */
export function shownEmail(email: string): string {
  return isReleasedAddress(email) ? "No email address" : email;
}
