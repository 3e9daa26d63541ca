import { listArchives, resignArchive } from "@/lib/data/audit-archives";
import { archiveText } from "@/lib/domain/audit-log/sealed-texts";
import type { Context } from "../../context";

/** Signs the records of archives with the newest key, if an older one signed them. */
export async function resignArchives(context: Context<"writing" | "audit-sealing">): Promise<void> {
  const { auditSealer } = context;
  for (const archive of await listArchives(context.db)) {
    const text = archiveText(archive);
    const from = archive.signature;
    const to = auditSealer.sign(text);
    if (from !== to && auditSealer.check(from, text) === "valid")
      await context.write((tx) => resignArchive(tx, archive.endsAt, { from, to }));
  }
}
