import { codeAt } from "@/lib/testing/authenticator";
import type { OperationId } from "@/lib/web/operations/operations";
import type { Person, World } from "./world";

/** A request that succeeds: what it sends, and the access token that it needs. */
export type Recipe = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  token?: string;
};

type Make = (world: World) => Recipe | Promise<Recipe>;

const NEW_PASSWORD = "amber-lantern-58-orchard";
const STRONG = "violet-anchor-73-meadow";

const asUser =
  (recipe: Omit<Recipe, "token"> = {}): Make =>
  async (world) => ({ ...recipe, token: (await world.session("user")).access });

const asAdministrator =
  (recipe: Omit<Recipe, "token"> = {}): Make =>
  async (world) => ({ ...recipe, token: (await world.session("administrator")).access });

/** As an administrator, on a new user. */
const onUser =
  (body?: Record<string, unknown>, prepare?: (world: World, user: Person, token: string) => Promise<unknown>): Make =>
  async (world) => {
    const [user, { access }] = [await world.person(), await world.session("administrator")];
    await prepare?.(world, user, access);
    return { params: { id: user.id }, token: access, ...(body !== undefined && { body }) };
  };

const asNewPerson =
  (make: (world: World, person: Person) => Recipe | Promise<Recipe>): Make =>
  async (world) => {
    const person = await world.person();
    const recipe = await make(world, person);
    // Read afterwards, because an enrolment rotates the session.
    return { token: person.access, ...recipe };
  };

/** As a new person with two-factor authentication. */
const asEnrolled = (
  make: (enrolled: Awaited<ReturnType<World["enrol"]>>, person: Person) => Omit<Recipe, "token">,
): Make => asNewPerson(async (world, person) => make(await world.enrol(person), person));

const mailedTo =
  (prepare: (world: World) => Promise<{ to: string; template: string; name?: "undoLink" | "notMeUrl" }>): Make =>
  async (world) => {
    const { to, template, name } = await prepare(world);
    return { body: { token: await world.mailedToken(to, template, name) } };
  };

async function requestEmailChange(world: World): Promise<{ person: Person; email: string }> {
  const person = await world.person();
  const email = `new-${person.email}`;
  await world.post("/api/v1/users/me/email", { email }, person.access);
  return { person, email };
}

/** The reset token of an account with two-factor authentication whose address isn't verified. */
async function squat(world: World): Promise<{ email: string; token: string }> {
  const { email, id, ...person } = await world.person();
  await world.enrol({ email, id, ...person });
  await world.runtime.database.write((tx) => tx.user.update({ where: { id }, data: { emailVerifiedAt: null } }));
  await world.post("/api/v1/users/request-password-reset", { email });
  return { email, token: await world.mailedToken(email, "password-reset") };
}

async function invite(world: World, token: string): Promise<string> {
  const invitation = await world.post("/api/v1/invitations", {}, token);
  return String(invitation["id"]);
}

const onInvitation: Make = async (world) => {
  const { access } = await world.session("administrator");
  return { params: { id: await invite(world, access) }, token: access };
};

/** A user without a password whose invitation is in a run; the harness has no mail transport, so its link waits. */
async function inviteUser(world: World): Promise<{ run: string; token: string }> {
  const { access } = await world.session("administrator");
  const rows = [{ email: `bare-${next()}@example.org` }];
  const report = await world.post("/api/v1/users/import", { rows }, access);
  const [result] = report["results"] as { user_id: string }[];
  const run = await world.post("/api/v1/users/bulk", { action: "invite", ids: [result?.user_id] }, access);
  return { run: String(run["run_id"]), token: access };
}

const onInvitationRun: Make = async (world) => {
  const { run, token } = await inviteUser(world);
  return { body: { run_id: run }, token };
};

const onMail =
  (state: "held" | "queued"): Make =>
  async (world) => {
    const { email } = await world.person();
    await world.post("/api/v1/users/request-password-reset", { email });
    await world.runtime.settle();
    const mail = await world.runtime.database.reader.outboxMail.findFirstOrThrow({
      where: { to: email, template: "password-reset" },
    });
    if (state !== "held")
      await world.runtime.database.write((tx) => tx.outboxMail.update({ where: { id: mail.id }, data: { state } }));
    return { params: { id: mail.id }, token: (await world.session("administrator")).access };
  };

const onBulkRun: Make = async (world) => {
  const [user, { access }] = [await world.person(), await world.session("administrator")];
  const run = await world.post("/api/v1/users/bulk", { action: "disable", ids: [user.id] }, access);
  return { params: { id: String(run["run_id"]) }, token: access };
};

const presetSettings = { mode: "password", length: 20 };
const preset = (name: string) => ({ name, settings: presetSettings });
let number = 0;
const next = (): number => (number += 1);

const onPreset = (body?: Record<string, unknown>): Make =>
  asNewPerson(async (world, person) => {
    const { id } = await world.post("/api/v1/presets", preset(`Preset ${next()}`), person.access);
    return { params: { id: String(id) }, ...(body !== undefined && { body }) };
  });

const receipt = {
  label: "example.com",
  bits: 131.1,
  kind: "password",
  fingerprint: "OMFqlJ0VkRH-LR07pL0B_yqH4j7JccusIbsTzN5T3tY",
};

/** A successful request for every operation; the fuzzing changes it. */
export const recipes: Record<OperationId, Make> = {
  generatePassword: () => ({ query: { length: "16" } }),
  generatePasswordFromBody: () => ({ body: { length: 16, count: 2 } }),
  findSiteRules: () => ({ query: { site: "example.com" } }),
  listBreachedPasswords: () => ({ params: { prefix: "5BAA6" } }),
  signUp: () => ({ body: { email: `sign-up-${next()}@example.org`, password: STRONG } }),
  logIn: asNewPerson((_, { email, password }) => ({ body: { email, password } })),
  logOut: asNewPerson(() => ({})),
  getProfile: asUser(),
  updateProfile: asUser({ body: { full_name: "Ada" } }),
  replaceProfile: asUser({ body: { full_name: "Ada" } }),
  deleteAccount: asNewPerson(() => ({})),
  exportAccount: asUser(),
  requestPasswordReset: asNewPerson((_, { email }) => ({ body: { email } })),
  resetPassword: async (world) => {
    const { email } = await world.person();
    await world.post("/api/v1/users/request-password-reset", { email });
    return { body: { token: await world.mailedToken(email, "password-reset"), new_password: NEW_PASSWORD } };
  },
  verifyEmail: mailedTo(async (world) => {
    const to = `verify-${next()}@example.org`;
    await world.post("/api/v1/users/register", { email: to, password: STRONG });
    return { to, template: "email-verification" };
  }),
  requestEmailChange: asNewPerson((_, { email }) => ({ body: { email: `new-${email}` } })),
  confirmEmailChange: mailedTo(async (world) => {
    const { email } = await requestEmailChange(world);
    return { to: email, template: "email-change-confirm" };
  }),
  undoEmailChange: mailedTo(async (world) => {
    const { person, email } = await requestEmailChange(world);
    const token = await world.mailedToken(email, "email-change-confirm");
    await world.post("/api/v1/users/confirm-email", { token });
    return { to: person.email, template: "email-change-notice", name: "undoLink" };
  }),
  requestAddressRelease: async (world) => ({ body: { token: (await squat(world)).token } }),
  releaseAddress: mailedTo(async (world) => {
    const { email, token } = await squat(world);
    await world.post("/api/v1/users/request-address-release", { token });
    return { to: email, template: "address-release" };
  }),
  reportNotMe: mailedTo(async (world) => {
    const { email, access, password } = await world.person();
    const change = { current_password: password, new_password: NEW_PASSWORD };
    await world.post("/api/v1/users/change-password", change, access);
    return { to: email, template: "password-changed", name: "notMeUrl" };
  }),
  changePassword: asNewPerson((_, { password }) => ({
    body: { current_password: password, new_password: NEW_PASSWORD },
  })),
  grantTokens: asNewPerson((_, { refresh }) => ({ body: { grant_type: "refresh_token", refresh_token: refresh } })),
  revokeToken: asNewPerson((_, { refresh }) => ({ body: { token: refresh } })),
  introspectToken: asNewPerson((_, { access }) => ({ body: { token: access } })),
  readServerMetadata: () => ({}),
  listSessions: asUser(),
  endOtherSessions: asUser(),
  endSession: asNewPerson(async (world, { access }) => {
    const { items } = await world.succeed({ method: "GET", path: "/api/v1/sessions", token: access });
    const [first] = items as { id: string }[];
    return { params: { id: first?.id ?? "" } };
  }),
  reauthenticate: asNewPerson((_, { password }) => ({ body: { password } })),
  getTwoFactor: asUser(),
  disableTwoFactor: asEnrolled(() => ({})),
  beginAuthenticator: asNewPerson(() => ({ body: {} })),
  confirmAuthenticator: asNewPerson(async (world, { access }) => {
    const { secret } = await world.post("/api/v1/two-factor/authenticators", {}, access);
    return { body: { otp: await codeAt(String(secret), new Date()), name: "Phone" } };
  }),
  renameAuthenticator: asEnrolled(({ authenticatorId }) => ({
    params: { id: authenticatorId },
    body: { name: "Pad" },
  })),
  removeAuthenticator: asEnrolled(({ authenticatorId }) => ({ params: { id: authenticatorId } })),
  renewRecoveryCodes: asEnrolled(() => ({})),
  confirmRecoveryCodes: asEnrolled(({ recoveryCodes }) => ({ body: { recovery_code: recoveryCodes[0] ?? "" } })),
  forgetBrowsers: asUser(),
  listActivity: asUser({ query: { size: "10" } }),
  listPresets: asUser(),
  createPreset: asNewPerson(() => ({ body: preset(`Preset ${next()}`) })),
  updatePreset: onPreset({ name: "Renamed" }),
  deletePreset: onPreset(),
  listReceipts: asUser({ query: { size: "10" } }),
  createReceipt: asNewPerson(() => ({ body: receipt })),
  deleteReceipt: asNewPerson(async (world, { access }) => {
    const { id } = await world.post("/api/v1/receipts", receipt, access);
    return { params: { id: String(id) } };
  }),
  readReceiptKey: asUser(),
  listUsers: asAdministrator({ query: { size: "10" } }),
  exportUsers: asAdministrator({ query: { format: "json" } }),
  importUsers: asAdministrator({ body: { text: "email,full_name\nimported@example.org,Imported\n", dry_run: true } }),
  createUser: async (world) => ({
    body: { email: `created-${next()}@example.org` },
    token: (await world.session("administrator")).access,
  }),
  changeUsers: async (world) => ({
    body: { action: "disable", ids: [(await world.person()).id] },
    token: (await world.session("administrator")).access,
  }),
  getBulkRun: onBulkRun,
  undoBulkRun: onBulkRun,
  getUser: onUser(),
  updateUser: onUser({ full_name: "Grace" }),
  deleteUser: onUser(),
  restoreUser: onUser(undefined, (world, user, token) =>
    world.succeed({ method: "DELETE", path: `/api/v1/users/${user.id}`, token }),
  ),
  listUserSessions: onUser(),
  endUserSessions: onUser(),
  listUserActivity: onUser(),
  makeUserResetLink: onUser(),
  requirePasswordChange: onUser(),
  resetTwoFactor: onUser({ reason: "Lost phone" }, (world, user) => world.enrol(user)),
  listInvitations: asAdministrator(),
  createInvitation: asAdministrator({ body: {} }),
  getInvitation: onInvitation,
  revokeInvitation: onInvitation,
  renewInvitation: onInvitation,
  inviteAddresses: async (world) => ({
    body: { list: `invited-${next()}@example.org\nno address`, role: "user", note: "From the list" },
    token: (await world.session("administrator")).access,
  }),
  remindInvitations: onInvitationRun,
  revokeInvitations: onInvitationRun,
  takeInvitationLinks: onInvitationRun,
  acceptInvitation: async (world) => {
    const { run, token } = await inviteUser(world);
    const links = await world.post("/api/v1/invitations/links", { run_id: run }, token);
    const [item] = links["items"] as { link: string }[];
    return {
      body: { token: new URL(item?.link ?? "").searchParams.get("token"), new_password: STRONG },
    };
  },
  listAuditLog: asAdministrator({ query: { size: "10" } }),
  readAuditIntegrity: asAdministrator(),
  exportAuditLog: asAdministrator({ query: { format: "ndjson" } }),
  listOutbox: asAdministrator({ query: { size: "10" } }),
  readMail: onMail("held"),
  revealMail: onMail("held"),
  retryMail: onMail("queued"),
  readSystem: asAdministrator(),
  readStatistics: asAdministrator(),
  checkLiveness: () => ({}),
  checkReadiness: () => ({}),
};
