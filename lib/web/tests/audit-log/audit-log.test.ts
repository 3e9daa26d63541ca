import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  actionsOfGroup,
  auditActionGroups,
  auditActions,
  type AuditActionGroup,
} from "@/lib/domain/users/audit-actions";
import { listGroupedAuditLog } from "@/lib/services/audit-log/list-grouped-audit-log";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

type Event = {
  id: string;
  action: string;
  outcome: string;
  actor: { id: string } | null;
  target: { id: string } | null;
};

test("each action is in exactly one group", () => {
  const groups = (Object.keys(auditActionGroups) as AuditActionGroup[]).flatMap(actionsOfGroup);
  expect(groups.toSorted()).toEqual(Object.keys(auditActions).toSorted());
});

describe.each(databaseProviders)("the filters of the audit log (%s)", (provider) => {
  let api: ApiClient;
  let admin: { id: string; access: string };
  let ada: { id: string };
  beforeAll(async () => {
    api = await createApiClient(provider);
    admin = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
    ada = await api.person("ada");
    const eve = await api.person("eve");
    await api.send("POST", "/api/v1/users/login", { email: "ada@example.org", password: "wrong" });
    for (const { id } of [ada, eve]) {
      await api.send("PATCH", `/api/v1/users/${id}`, { disabled: true }, admin.access);
      await api.send("PATCH", `/api/v1/users/${id}`, { role: "moderator", disabled: false }, admin.access);
    }
  });
  afterAll(() => api.dispose());

  const all = async (query = ""): Promise<Event[]> => {
    const events: Event[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await api.get(
        `/api/v1/audit-log?size=3&${query}${cursor === "" ? "" : `&cursor=${cursor}`}`,
        admin.access,
      );
      events.push(...body.items);
      cursor = body.next;
    }
    return events;
  };
  const idsOf = (events: readonly Event[]): string[] => events.map(({ id }) => id);
  const expectSame = async (query: string, matches: (event: Event) => boolean): Promise<void> => {
    const expected = (await all()).filter(matches);
    expect(expected.length, query).toBeGreaterThan(1);
    expect(idsOf(await all(query)), query).toEqual(idsOf(expected));
  };

  test("a user's events are those by and about the user, each once, in order over all pages", async () => {
    await expectSame(`user=${ada.id}`, ({ actor, target }) => actor?.id === ada.id || target?.id === ada.id);
    await expectSame(`user=${admin.id}`, ({ actor, target }) => actor?.id === admin.id || target?.id === admin.id);
  });

  test("a group, an action and an outcome find the same events as reading the whole log", async () => {
    const inGroup = (group: AuditActionGroup) => (event: Event) =>
      actionsOfGroup(group).some((one) => one === event.action);
    await expectSame("group=accounts", inGroup("accounts"));
    await expectSame("group=log_ins", inGroup("log_ins"));
    await expectSame("action=account.sign_up", ({ action }) => action === "account.sign_up");
    await expectSame("action=user.disable&outcome=success", ({ action }) => action === "user.disable");
    await expectSame(
      `group=accounts&user=${admin.id}`,
      (event) => inGroup("accounts")(event) && (event.actor?.id === admin.id || event.target?.id === admin.id),
    );
    expect(await all("group=log_ins&action=user.disable")).toEqual([]);
    expect(await all("group=log_ins&outcome=failure")).toHaveLength(1);
    expect((await api.get("/api/v1/audit-log?group=nothing", admin.access)).status).toBe(422);
  });

  test("the export takes the same filters", async () => {
    const { body } = await api.get(`/api/v1/audit-log/export?format=json&user=${ada.id}&group=accounts`, admin.access);
    expect(idsOf(body)).toEqual(idsOf(await all(`user=${ada.id}&group=accounts`)));
  });

  test("the page folds an administrator's repeats over different accounts, and pages never split or skip events", async () => {
    const now = Date.now();
    const details = JSON.stringify({ role: "user", status: "active", password: false, two_factor: false });
    await api.runtime.database.write((tx) =>
      tx.auditEvent.createMany({
        data: Array.from({ length: 250 }, (_, index) => ({
          id: `ffffffff-0000-7000-8000-${String(index).padStart(12, "0")}`,
          // Imports of one batch have the same time.
          at: new Date(now + 60_000),
          action: "account.import",
          outcome: "success",
          actorId: index < 56 ? ada.id : admin.id,
          targetId: `target-${index}`,
          details,
        })),
      }),
    );
    const first = await listGroupedAuditLog(await asAdministrator(), { size: 2 });
    expect(first.groups.map(({ events }) => [events[0].action, events[0].actor?.id, events.length])).toEqual([
      ["account.import", admin.id, 194],
      ["account.import", ada.id, 56],
    ]);
    const rest = await listGroupedAuditLog(await asAdministrator(), { size: 200, cursor: first.next ?? "" });
    const ids = [...first.groups, ...rest.groups].flatMap(({ events }) => events.map(({ id }) => id));
    expect(ids).toEqual(idsOf(await all()));
  });

  async function asAdministrator() {
    const request = { id: "test", address: null, network: "test", userAgent: null, deviceToken: null };
    const context = api.runtime.createContext(request);
    context.actor = await identifyBearer(context, { token: admin.access });
    return context;
  }
});
