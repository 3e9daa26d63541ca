"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/lib/routes";
import { mailIdSchema } from "@/lib/schemas/outbox";
import { retryMail } from "@/lib/services/mail/retry-mail";
import { revealMail } from "@/lib/services/mail/reveal-mail";
import { action } from "@/lib/web/pages/action";

export const revealMailAction = action(
  mailIdSchema,
  revealMail,
  async ({ text }) => ({ message: "Links and codes revealed. The audit log recorded it.", secrets: [text] }),
  { reauthentication: { form: "reveal-mail", returnPath: ({ id }) => routes.mail(id), keeps: ["id"] } },
);

export const retryMailAction = action(mailIdSchema, retryMail, async ({ message }, { id }) => {
  revalidatePath(routes.mail(id));
  return message;
});
