import type { AppearanceInput } from "@/lib/schemas/appearance";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Validates the chosen theme. It is stored in a cookie, not on the server. */
export function chooseAppearance(context: Context, input: AppearanceInput): AppearanceInput {
  authorize(context, "appearance:choose");
  return { theme: input.theme };
}
