"use server";

import { nothingSchema } from "@/lib/schemas/sessions";
import { requestBackup } from "@/lib/services/backups/request-backup";
import { action } from "@/lib/web/pages/action";
import { sendTestMailToSelf } from "@/lib/web/pages/test-mail";

export const testMailAction = action(nothingSchema, sendTestMailToSelf, async (sentence) => sentence);

export const backUpAction = action(
  nothingSchema,
  (context) => requestBackup(context),
  async () => "The backup has started.",
);
