import type { LogInInput, Tokens } from "@/lib/schemas/sessions";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { grantByPassword } from "./grant-by-password";

/** Logs a program in with email or username and password. */
export async function logIn(context: ServiceContext, { identifier, password }: LogInInput): Promise<Tokens> {
  authorize(context, "sessions:start");
  return grantByPassword(context, { identifier, password });
}
