"use server";

import { nothingSchema } from "@/lib/schemas/sessions";
import { action } from "@/lib/web/pages/action";
import { sendTestMailToSelf } from "@/lib/web/pages/test-mail";

export const testMailAction = action(nothingSchema, sendTestMailToSelf, async (sentence) => sentence);
