import { blankEvent, listUnblankedSeals } from "@/lib/data/audit-seals";
import { redactionPermitText, personalText } from "@/lib/domain/audit-log/sealed-texts";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";

const DAY_MS = 24 * 60 * 60 * 1000;
const BATCH = 100;

/**
 * Blanks address, browser and details of events that are older than AUDIT_PERSONAL_DAYS, with a signed redaction permit
 * for the check. Runs hourly. Events that were changed after sealing stay, so that blanking can't hide a change.
 */
export async function blankOldValues(context: Context<"writing" | "audit-sealing">): Promise<number> {
  authorize(context, "audit:blank");
  const { auditSealer, settings } = context;
  if (settings.auditPersonalDays === 0) return 0;
  const before = new Date(context.now().getTime() - settings.auditPersonalDays * DAY_MS);
  let blanked = 0;
  for (let after = 0; ; await yieldToEventLoop()) {
    const page = await listUnblankedSeals(context.db, before, { after, take: BATCH });
    const last = page.at(-1);
    if (last === undefined) return blanked;
    after = last.sequence;
    const untouched = page.filter(
      ({ event, personalSalt, personalDigest }) =>
        personalSalt !== null && auditSealer.digest(personalText(event, personalSalt)) === personalDigest,
    );
    blanked += await context.write(async (tx) => {
      let count = 0;
      for (const seal of untouched)
        if (await blankEvent(tx, seal.eventId, auditSealer.sign(redactionPermitText(seal)))) count += 1;
      return count;
    });
  }
}
