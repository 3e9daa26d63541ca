import { listSealedSecrets, resealSecret } from "@/lib/data/authenticators";
import { advanceKeyCheck } from "@/lib/data/installation";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { openSecret, sealSecret } from "../two-factor/seal-secret";

const PAGE = 200;

/** Seals everything that an older ENCRYPTION_KEY sealed with the newest one, so that the older ones can be dropped. */
export async function resealSecrets(context: ServiceContext): Promise<{ resealed: number; damaged: number }> {
  authorize(context, "secrets:reseal");
  const report = { resealed: 0, damaged: 0 };
  for (let after = ""; ; ) {
    const page = await listSealedSecrets(context.db, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
    for (const { id, userId, sealedSecret } of page) {
      if (!context.secretBox.isOutdated(sealedSecret)) continue;
      const secret = openSecret(context, userId, sealedSecret);
      if (secret === null) report.damaged += 1;
      else {
        const to = sealSecret(context, userId, secret);
        await context.write((tx) => resealSecret(tx, id, { from: sealedSecret, to }));
        report.resealed += 1;
      }
    }
  }
  await context.write(async (tx) => {
    await advanceKeyCheck(tx, context.secretBox.keyCheck);
    await audit(context, tx, "secrets.reseal", { targetId: null, details: report });
  });
  return report;
}
