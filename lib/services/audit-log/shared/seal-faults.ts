import type { SealRow } from "@/lib/data/audit-seals";
import {
  blankedValues,
  factsText,
  linkText,
  personalText,
  redactionPermitText,
  sealText,
  type SealableEvent,
} from "@/lib/domain/audit-log/sealed-texts";
import type { AuditFault, AuditSealer } from "../../context";

export type FoundEvent = SealableEvent | "unreadable";

/** Why a seal doesn't continue the previous one; null when it does. */
export function faultInSeal(
  auditSealer: AuditSealer,
  seal: SealRow,
  previous: { sequence: number; link: string; seal: string },
): AuditFault | null {
  if (seal.sequence !== previous.sequence + 1) return sealMissing(previous.sequence + 1);
  const isLinked = auditSealer.digest(linkText(seal, previous)) === seal.link;
  return isLinked && auditSealer.check(seal.seal, sealText(seal.link)) !== "changed"
    ? null
    : sealChanged(seal.sequence);
}

/** Why an event isn't as its seal says; null when it is. */
export function faultInEvent(
  auditSealer: AuditSealer,
  seal: SealRow,
  event: FoundEvent | undefined,
): AuditFault | null {
  const name = `Event ${seal.eventId} (seal ${seal.sequence})`;
  if (event === undefined) return { kind: "event_missing", sentence: `${name} is missing.` };
  if (
    event === "unreadable" ||
    Number.isNaN(event.at.getTime()) ||
    auditSealer.digest(factsText(event)) !== seal.factsDigest
  ) {
    return { kind: "event_changed", sentence: `${name} was changed after it was sealed.` };
  }
  const blanking =
    seal.blankedSeal === null ? "changed" : auditSealer.check(seal.blankedSeal, redactionPermitText(seal));
  if (seal.personalSalt === null && blanking === "key_unknown") return keyUnknown;
  const isAsSealed =
    seal.personalSalt === null
      ? blanking === "valid" && isBlank(event)
      : auditSealer.digest(personalText(event, seal.personalSalt)) === seal.personalDigest;
  return isAsSealed
    ? null
    : {
        kind: "event_changed",
        sentence: `The address, browser or details of event ${seal.eventId} (seal ${seal.sequence}) were changed after it was sealed.`,
      };
}

function isBlank({ address, userAgent, details }: SealableEvent): boolean {
  return (
    address === blankedValues.address && userAgent === blankedValues.userAgent && details === blankedValues.details
  );
}

export const keyUnknown: AuditFault = {
  kind: "key_unknown",
  sentence:
    "The log was sealed with a key that isn't in ENCRYPTION_KEY: add it after the newest key and run npm run reseal.",
};

export function sealChanged(sequence: number): AuditFault {
  return { kind: "seal_changed", sentence: `Seal ${sequence} or the one before it was changed.` };
}

export function sealMissing(sequence: number): AuditFault {
  return { kind: "seal_missing", sentence: `Seal ${sequence} is missing.` };
}
