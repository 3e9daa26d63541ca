import { BreakableText } from "@/components/ui/breakable-text";
import { InlineLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { OutboxMail } from "@/lib/schemas/outbox";
import { mailTemplateLabel } from "./mail-labels";

/** Whom the mail is for, and of which kind it is. */
export function MailHead({ mail: { to, user_id: userId, template } }: { mail: OutboxMail }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="wrap-anywhere">
        To{" "}
        {userId === null ? (
          <BreakableText text={to} />
        ) : (
          <InlineLink href={routes.user(userId)}>
            <BreakableText text={to} />
          </InlineLink>
        )}
      </span>
      <span className="text-14">{mailTemplateLabel(template)}</span>
      {userId !== null && (
        <InlineLink href={routes.outbox({ user_id: userId })} className="text-14 font-normal!">
          All mail to this user
        </InlineLink>
      )}
    </span>
  );
}
