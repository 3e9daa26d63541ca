"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { sessionIdSchema } from "@/lib/schemas/sessions";
import { endOtherSessions } from "@/lib/services/sessions/end-other-sessions";
import { endSession } from "@/lib/services/sessions/end-session";
import { action } from "@/lib/web/pages/action";

export const endSessionAction = action(sessionIdSchema, endSession, async () => {
  revalidatePath(routes.sessions());
  return "The session was ended.";
});

export const endOtherSessionsAction = action(noInputSchema, endOtherSessions, async ({ ended }) => {
  revalidatePath(routes.sessions());
  return ended === 1 ? "The other session was ended." : `${ended} other sessions were ended.`;
});
