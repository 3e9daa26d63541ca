import { listFailedLogIns } from "@/lib/data/audit-events";
import { claimLogInAlarm } from "@/lib/data/installation";
import { listActiveAdministrators } from "@/lib/data/users";
import { LOG_IN_ALARM_SECONDS } from "@/lib/domain/sessions/log-in-limits";
import { routes } from "@/lib/routes";
import { audit } from "../../audit";
import type { Context } from "../../context";
import { queueMail } from "../../mail/shared/queue-mail";

// Enough to see what is going on; an attack may have caused many more.
const EVENTS_MAX = 1000;
const ADMINISTRATORS_MAX = 50;

/**
 * Counts a failed log-in of the whole server, on all its nodes. Too many in an hour raise an alarm, at most once an hour: password
 * spraying tries one password on many accounts from many networks, and stays below every other limit.
 */
export async function countFailedLogIn(context: Context<"writing" | "limits" | "secrets" | "mail">): Promise<void> {
  const { failedLogInsAlarm } = context.settings;
  if (failedLogInsAlarm === 0) return;
  // The last failure that may pass without an alarm is one below the setting.
  const use = { key: "failed-log-ins", requestsMax: failedLogInsAlarm - 1, windowSeconds: LOG_IN_ALARM_SECONDS };
  const [decision] = await context.limiter.consume([use]);
  if (decision?.allowed !== false) return;

  const now = context.now();
  const since = new Date(now.getTime() - LOG_IN_ALARM_SECONDS * 1000);
  const raised = await context.write(async (tx) => {
    if (!(await claimLogInAlarm(tx, { since, now }))) return null;
    const events = await listFailedLogIns(tx, { since, max: EVENTS_MAX });
    const facts = {
      failures: events.length,
      accounts: new Set(events.map(({ targetId }) => targetId).filter((id) => id !== null)).size,
      addresses: new Set(events.map(({ address }) => address).filter((address) => address !== null)).size,
    };
    await audit(context, tx, "session.sign_in_alarm", { targetId: null, actorId: null, details: facts });
    const url = context.settings.publicOrigin + routes.auditLog({ action: "session.sign_in", outcome: "failure" });
    const props = { at: now.toISOString(), ...facts, atLeast: events.length === EVENTS_MAX, url };
    for (const { id, email } of await listActiveAdministrators(tx, ADMINISTRATORS_MAX))
      await queueMail(context, tx, { template: "failed-log-ins", to: email, props, secretProps: {}, userId: id });
    return facts;
  });
  if (raised !== null) context.log.warn(raised, "many failed log-ins in an hour: passwords may be under attack");
}
