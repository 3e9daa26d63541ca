import { countAuthenticators } from "@/lib/data/authenticators";
import { findPendingAuthenticator, replacePendingAuthenticator } from "@/lib/data/pending-authenticators";
import { issuerOf } from "@/lib/domain/system/service-name";
import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import type { PendingAuthenticator } from "@/lib/schemas/two-factor";
import { authorizeUser, requireRecentAuthentication, type UserActor } from "../authorize";
import type { Context } from "../context";
import { requireVerifiedEmail } from "./shared/require-verified-email";
import { openAuthenticatorSecret, sealAuthenticatorSecret } from "./shared/seal-authenticator-secret";
import { tooManyAuthenticators } from "./shared/too-many-authenticators";

/**
 * Starts the set-up of an authenticator. One session sees the same secret until it is confirmed or `restart` replaces
 * it.
 */
export async function startAuthenticator(
  context: Context<"writing" | "secrets" | "one-time-codes" | "mail">,
  { restart = false }: { restart?: boolean | undefined },
): Promise<PendingAuthenticator> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireVerifiedEmail(context, actor);
  requireRecentAuthentication(context, actor);
  const { userId, profile } = actor;
  if ((await countAuthenticators(context.db, userId)) >= AUTHENTICATORS_MAX) throw tooManyAuthenticators();

  const pending = restart ? null : await findPendingAuthenticator(context.db, actor);
  const secret =
    (pending && openAuthenticatorSecret(context, userId, pending.sealedSecret)) ??
    (await replaceSecret(context, actor));
  const keyUri = await context.oneTimeCodes.keyUri({
    secret,
    issuer: issuerOf(context.settings),
    account: profile.email,
  });
  return { secret, key_uri: keyUri, qr_code: await context.oneTimeCodes.qrCode(keyUri) };
}

async function replaceSecret(
  context: Context<"writing" | "secrets" | "one-time-codes">,
  actor: UserActor,
): Promise<string> {
  const secret = await context.oneTimeCodes.newSecret();
  const sealed = sealAuthenticatorSecret(context, actor.userId, secret);
  await context.write((tx) => replacePendingAuthenticator(tx, actor, sealed, context.now()));
  return secret;
}
