"use server";

import { revalidatePath } from "next/cache";
import { writeCsv } from "@/lib/domain/csv";
import { routes } from "@/lib/routes";
import { invitationBatchFormSchema, invitationIdSchema, type InvitationLinks } from "@/lib/schemas/invitations";
import { renewInvitation } from "@/lib/services/invitations/renew-invitation";
import { revokeInvitation } from "@/lib/services/invitations/revoke-invitation";
import { takeLinks } from "@/lib/services/invitations/take-links";
import { action } from "@/lib/web/pages/action";
import { remindAll, revokeAll } from "@/lib/web/pages/invitation-batches";

export const renewInvitationAction = action(
  invitationIdSchema,
  renewInvitation,
  async ({ message, link }, { id }) => {
    revalidatePath(routes.administeredInvitation(id));
    return { message, secrets: [link] };
  },
  {
    reauthentication: {
      form: "renew-invitation",
      returnPath: ({ id }) => routes.administeredInvitation(id),
      keeps: ["id"],
    },
  },
);

export const revokeInvitationAction = action(invitationIdSchema, revokeInvitation, async (_message, { id }) => {
  revalidatePath(routes.administeredInvitation(id));
  return "Invitation revoked.";
});

export const remindInvitationsAction = action(
  invitationBatchFormSchema,
  remindAll,
  async ({ reminded, skipped, mailed, results }) => {
    revalidatePath(routes.invitations());
    const tooSoon = results.filter(({ reason }) => reason === "too_soon").length;
    return [
      reminded === 0
        ? "No user was reminded."
        : mailed
          ? `${countUsers(reminded)} reminded. The links in earlier emails no longer work.`
          : `New links for ${countUsers(reminded)} are ready to download. Earlier links no longer work.`,
      tooSoon > 0 && `${countUsers(tooSoon)} got an email in the last 24 hours.`,
      skipped > tooSoon && `${countUsers(skipped - tooSoon)} left out: they have an account, or got a link from you.`,
    ]
      .filter((sentence) => typeof sentence === "string")
      .join(" ");
  },
  {
    reauthentication: {
      form: "remind-invitations",
      returnPath: (scope) => pageOf(scope),
      keeps: ["run_id"],
    },
  },
);

export const revokeInvitationsAction = action(invitationBatchFormSchema, revokeAll, async ({ revoked }) => {
  revalidatePath(routes.invitations());
  return `${revoked.toLocaleString("en-GB")} ${revoked === 1 ? "invitation" : "invitations"} revoked. Their links no longer work.`;
});

export const takeLinksAction = action(
  invitationBatchFormSchema,
  takeLinks,
  async ({ items, finished }) => {
    revalidatePath(routes.invitations());
    const links = `${items.length.toLocaleString("en-GB")} ${items.length === 1 ? "link" : "links"}`;
    return {
      message: `${links} downloaded. Keep the file: after you leave this page, you can only make new links.${finished ? "" : " More links are left for another file."}`,
      secrets: items.length === 0 ? [] : [toCsv(items)],
    };
  },
  {
    reauthentication: {
      form: "invitation-links",
      returnPath: (scope) => pageOf(scope),
      keeps: ["run_id"],
    },
  },
);

function pageOf(scope: { run_id: string } | { all: true }): string {
  return "run_id" in scope ? routes.invitations({ run_id: scope.run_id }) : routes.invitations();
}

function toCsv(items: InvitationLinks["items"]): string {
  return writeCsv([
    ["email", "name", "link", "expires"],
    ...items.map(({ email, full_name, link, expires_at }) => [email, full_name, link, expires_at.slice(0, 10)]),
  ]);
}

function countUsers(count: number): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? "user" : "users"}`;
}
