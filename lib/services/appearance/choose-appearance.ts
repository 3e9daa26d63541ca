import type { AppearanceInput } from "@/lib/schemas/appearance";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

/** Settles which theme to show. Nothing is stored on the server: the choice belongs to the browser. */
export function chooseAppearance(context: ServiceContext, input: AppearanceInput): AppearanceInput {
  authorize(context, "appearance:choose");
  return { theme: input.theme };
}
