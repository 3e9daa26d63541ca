import { findAddressProblems } from "./address-problems";
import { findBackupProblems } from "./backup-problems";
import { findCertificateProblems } from "./certificate-problems";
import { findDatabaseProblems } from "./database-problems";
import { severities, type Finding } from "./finding";
import { findMachineProblems } from "./machine-problems";
import { findMailProblems } from "./mail-problems";
import { findSecretProblems } from "./secret-problems";
import type { SystemFacts } from "./system-facts";
import { findVersionProblems } from "./version-problems";

/** The problems that these facts show, most severe first. */
export function findProblems(facts: SystemFacts): Finding[] {
  const findings = [
    ...findDatabaseProblems(facts),
    ...findSecretProblems(facts),
    ...findAddressProblems(facts),
    ...findCertificateProblems(facts),
    ...findMailProblems(facts),
    ...findBackupProblems(facts),
    ...findMachineProblems(facts),
    ...findVersionProblems(facts),
  ];
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
