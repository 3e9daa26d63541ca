import { listBlankedSeals, renewBlankedSeal } from "@/lib/data/audit-seals";
import { blankedText } from "@/lib/domain/audit-log/sealed-texts";
import type { ServiceContext } from "../../context";

const PAGE = 200;

/** Signs the leave to blank values with the newest key wherever an older one of ours signed it: no link vouches for it. */
export async function renewBlankedSeals(context: ServiceContext): Promise<void> {
  const { auditSealer } = context;
  for (let after = 0; ; ) {
    const page = await listBlankedSeals(context.db, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.sequence;
    const renewed = page.flatMap((seal) => {
      const text = blankedText(seal);
      const to = auditSealer.sign(text);
      const from = seal.blankedSeal;
      return from !== null && from !== to && auditSealer.check(from, text) === "valid"
        ? [{ eventId: seal.eventId, from, to }]
        : [];
    });
    if (renewed.length === 0) continue;
    await context.write(async (tx) => {
      for (const { eventId, from, to } of renewed) await renewBlankedSeal(tx, eventId, { from, to });
    });
  }
}
