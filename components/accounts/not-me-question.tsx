import type { NoticeKind } from "@/lib/domain/accounts/security-notice";

const everythingEnds = "Everything that is logged in to your account ends, programs included.";

const questions: Record<NoticeKind, { what: string; consequence: string }> = {
  "reset-asked": {
    what: "Somebody asked for a link to a new password.",
    consequence: "That link ends. Nobody gets in by it.",
  },
  "password-changed": { what: "The password of your account was changed.", consequence: everythingEnds },
  "new-sign-in": {
    what: "Somebody logged in to your account in a new browser.",
    consequence: "That session ends, and no browser is spared the second factor any more.",
  },
  "two-factor-changed": {
    what: "The two-factor authentication of your account was changed.",
    consequence: everythingEnds,
  },
  "recovery-code-used": { what: "A recovery code of your account was used.", consequence: everythingEnds },
  "email-change-asked": {
    what: "Somebody wants to give your account another address.",
    consequence: `That change is cancelled. ${everythingEnds}`,
  },
  "email-changed": {
    what: "The address of your account was changed.",
    consequence: `You get the old address back. ${everythingEnds}`,
  },
};

/** What happened, and what saying no to it does. */
export function NotMeQuestion({ kind }: { kind: NoticeKind }) {
  const { what, consequence } = questions[kind];
  return (
    <>
      <p className="font-medium">{what}</p>
      <p>If it wasn’t you, press the button:</p>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>{consequence}</li>
        <li>For 24 hours nothing sensitive can be changed, so that you have time to choose a new password.</li>
      </ul>
    </>
  );
}
