import { createGuardrails, generate } from "otplib";
import type { ApiClient } from "./api-client";
import { STRONG_PASSWORD } from "./api-client";

/** Acts as an authenticator app: the code of a secret at a time. */
export async function codeAt(secret: string, now: Date): Promise<string> {
  return generate({
    secret,
    epoch: Math.floor(now.getTime() / 1000),
    guardrails: createGuardrails({ MIN_SECRET_BYTES: 10 }),
  });
}

export type Enrolled = Awaited<ReturnType<ApiClient["person"]>> & {
  secret: string;
  recoveryCodes: string[];
  authenticatorId: string;
};

/**
 * Signs a user up and turns two-factor authentication on with a first authenticator. This uses up the code of `now`.
 */
export async function enrolledPerson(api: Omit<ApiClient, "dispose">, name: string, now: Date): Promise<Enrolled> {
  const person = await api.person(name, STRONG_PASSWORD);
  const { body: pending } = await api.send("POST", "/api/v1/two-factor/authenticators", {}, person.access);
  const confirmed = await api.send(
    "POST",
    "/api/v1/two-factor/authenticators/confirm",
    { otp: await codeAt(pending.secret, now), name: "Phone" },
    person.access,
  );
  if (confirmed.status !== 200)
    throw new Error(`Confirming answered ${confirmed.status}: ${JSON.stringify(confirmed.body)}`);
  return {
    ...person,
    access: confirmed.body.access_token,
    refresh: confirmed.body.refresh_token,
    secret: pending.secret,
    recoveryCodes: confirmed.body.recovery_codes,
    authenticatorId: confirmed.body.id,
  };
}
