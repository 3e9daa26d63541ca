"use server";

import { nothingSchema } from "@/lib/schemas/sessions";
import { action } from "@/lib/web/pages/action";
import { mailMyself } from "@/lib/web/pages/test-mail";

export const testMailAction = action(nothingSchema, mailMyself, async (sentence) => sentence);
