import { shownEmail } from "@/components/accounts/shown-email";
import { BreakableText } from "@/components/ui/breakable-text";
import { CopyButton } from "@/components/ui/copy-button";
import { joinClasses } from "@/components/ui/join-classes";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import type { UserDetail } from "@/lib/schemas/users";
import { nameOf } from "./user-labels";

/** Below the user's name. Without a name, the title is the address, which isn't repeated. */
export function UserAddress({ user }: { user: UserDetail }) {
  const { email } = user;
  const isTitle = nameOf(user) === shownEmail(email);
  if (isReleasedAddress(email)) return <>No address: the owner of the mailbox removed it</>;
  return (
    <span className={joinClasses("-my-2 flex items-center", isTitle && "-ml-6")}>
      {!isTitle && (
        <span className="min-w-0 wrap-anywhere">
          <BreakableText text={shownEmail(email)} />
        </span>
      )}
      <CopyButton text={email} what="email address" />
    </span>
  );
}
