import type { NoticeKind } from "@/lib/domain/accounts/security-notice";

const allSessionsEnd = "All your sessions end, including those of API clients.";

const questions: Record<NoticeKind, { what: string; consequence: string }> = {
  "reset-asked": {
    what: "Someone requested a link to reset your password.",
    consequence: "That link stops working.",
  },
  "password-changed": { what: "The password of your account was changed.", consequence: allSessionsEnd },
  "new-sign-in": {
    what: "Someone logged in to your account from a new browser.",
    consequence: "That session ends. Your trusted browsers are forgotten.",
  },
  "two-factor-changed": {
    what: "The two-factor authentication of your account was changed.",
    consequence: allSessionsEnd,
  },
  "recovery-code-used": { what: "A recovery code for your account was used.", consequence: allSessionsEnd },
  "email-change-asked": {
    what: "Someone requested a new email address for your account.",
    consequence: `The change is cancelled, or undone if it has already happened. ${allSessionsEnd}`,
  },
  "email-changed": {
    what: "The email address of your account was changed.",
    consequence: `Your old address is restored, unless the change was undone before. ${allSessionsEnd}`,
  },
};

export function NotMeQuestion({ kind }: { kind: NoticeKind }) {
  const { what, consequence } = questions[kind];
  return (
    <>
      <p className="font-medium">{what}</p>
      <p>If this wasn’t you, report it:</p>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>{consequence}</li>
        <li>Links and codes that we emailed to you before no longer work.</li>
        <li>Security settings can’t be changed for 24 hours, so that you have time to reset your password.</li>
      </ul>
    </>
  );
}
