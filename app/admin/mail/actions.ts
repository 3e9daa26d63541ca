"use server";

import { revalidatePath } from "next/cache";
import type { RevealState } from "@/components/mail/reveal-state";
import { routes } from "@/lib/routes";
import { mailIdSchema } from "@/lib/schemas/outbox";
import { retryMail } from "@/lib/services/mail/retry-mail";
import { revealMail } from "@/lib/services/mail/reveal-mail";
import { action } from "@/lib/web/pages/action";

export async function revealMailAction(previous: RevealState, form: FormData): Promise<RevealState> {
  let revealed: RevealState["revealed"];
  const run = action(
    mailIdSchema,
    revealMail,
    async ({ text, secrets }) => {
      revealed = { text, secrets };
    },
    { reauthentication: { form: "reveal-mail", returnPath: ({ id }) => routes.mail(id), keeps: ["id"] } },
  );
  const state = await run(previous, form);
  return { ...state, ...(revealed !== undefined && { revealed }) };
}

export const retryMailAction = action(mailIdSchema, retryMail, async ({ message }, { id }) => {
  revalidatePath(routes.mail(id));
  return message;
});
