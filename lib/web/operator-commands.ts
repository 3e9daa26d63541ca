import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { deliverDueMail } from "@/lib/services/mail/deliver-due-mail";
import { readMailState } from "@/lib/services/mail/read-mail-state";
import { sendTestMail } from "@/lib/services/mail/send-test-mail";
import { resealSecrets } from "@/lib/services/secrets/reseal-secrets";
import { disableTwoFactor } from "@/lib/services/users/disable-two-factor";
import { importUsers } from "@/lib/services/users/import-users";
import { makeAdministrator } from "@/lib/services/users/make-administrator";
import { makeResetLink } from "@/lib/services/users/make-reset-link";
import { setTemporaryPassword } from "@/lib/services/users/set-temporary-password";
import { serverContext } from "./server-context";

/** The text of a file, or the rows of a table. */
type ForeignPeople = { format: "csv" | "json" | "ndjson"; text: string } | { rows: Record<string, unknown>[] };

/** What `npm run user` can do; each gives the lines to print. */
export const operatorCommands = {
  "make-admin": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email } = await makeAdministrator(operatorContext(runtime), { identifier });
    return [`${email} is an administrator now.`];
  },
  "temporary-password": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email, password } = await setTemporaryPassword(operatorContext(runtime), { identifier });
    return [`Temporary password for ${email}, to be changed at the first log-in:`, password];
  },
  "reset-link": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email, link, minutes } = await makeResetLink(operatorContext(runtime), { identifier });
    return [`Link to a new password for ${email}, good once and for ${minutes} minutes. Earlier ones are void.`, link];
  },
  "disable-two-factor": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email } = await disableTwoFactor(operatorContext(runtime), { identifier });
    return [`${email} has no second factor any more and is signed out everywhere.`];
  },
  "test-mail": async (runtime: Runtime, to: string): Promise<string[]> => {
    const context = operatorContext(runtime);
    const { mailId } = await sendTestMail(context, { to });
    await deliverDueMail(context);
    const { state, lastError } = await readMailState(context, { mailId });
    if (state === "sent") return [`Sent to ${to}: it should arrive within a minute or two.`];
    if (state === "held") return ["No mail leaves: set MAIL_SERVER or RESEND_API_KEY. It is kept in the outbox."];
    if (state === "dead") return [`It can't be delivered. ${lastError}`];
    return [`Not sent yet; the server tries again. ${lastError ?? "Other mail is before it."}`];
  },
  import: async (runtime: Runtime, people: ForeignPeople): Promise<string[]> => {
    const { created, skipped, refused, results } = await importUsers(operatorContext(runtime), { format: "csv", ...people, on_existing: "skip", allow_roles: false, dry_run: false });
    const told = results.flatMap(({ row, outcome, reason }) => (reason === null ? [] : [`Row ${row} is ${outcome}: ${reason}`]));
    return [`Imported ${created}, skipped ${skipped}, refused ${refused}.`, ...told];
  },
};

/** What `npm run reseal` does, and the lines to print. */
export async function resealDatabase(runtime: Runtime): Promise<string[]> {
  const { resealed, damaged } = await resealSecrets(operatorContext(runtime));
  const lines = [`Sealed ${resealed} stored secrets with the newest ENCRYPTION_KEY. The older keys can be dropped.`];
  return damaged === 0 ? lines : [...lines, `${damaged} could not be opened by any key: their owners need "npm run user -- disable-two-factor".`];
}

function operatorContext(runtime: Runtime): ServiceContext {
  return { ...serverContext(runtime), actor: { kind: "operator" } };
}
