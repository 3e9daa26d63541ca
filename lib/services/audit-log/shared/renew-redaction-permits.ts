import { listBlankedSeals, renewRedactionPermit } from "@/lib/data/audit-seals";
import { redactionPermitText } from "@/lib/domain/audit-log/sealed-texts";
import type { Context } from "../../context";

const PAGE = 200;

/** Signs redaction permits of older keys with the newest one, because no link covers them. */
export async function renewRedactionPermits(context: Context<"writing" | "audit-sealing">): Promise<void> {
  const { auditSealer } = context;
  for (let after = 0; ; ) {
    const page = await listBlankedSeals(context.db, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.sequence;
    const renewed = page.flatMap((seal) => {
      const text = redactionPermitText(seal);
      const to = auditSealer.sign(text);
      const from = seal.blankedSeal;
      return from !== null && from !== to && auditSealer.check(from, text) === "valid"
        ? [{ eventId: seal.eventId, from, to }]
        : [];
    });
    if (renewed.length === 0) continue;
    await context.write(async (tx) => {
      for (const { eventId, from, to } of renewed) await renewRedactionPermit(tx, eventId, { from, to });
    });
  }
}
