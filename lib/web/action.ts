import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionState } from "@/lib/action-state";
import { AppError } from "@/lib/errors";
import { getRuntime } from "@/lib/runtime";
import type { Service } from "@/lib/services/context";
import { networkOf } from "./client-address";
import { problems, refusedState, toAppError } from "./map-error";
import { parseInput } from "./parse-input";

/**
 * Joins a form to a service: same-origin check, validation, context, errors. `succeed` sets cookies or redirects.
 * Never throws an error of ours: a refusal comes back as the form's state.
 */
export function action<Schema extends z.ZodType, Output>(
  schema: Schema,
  service: Service<z.output<Schema>, Output>,
  succeed: (output: Output) => Promise<void>,
): (form: FormData) => Promise<ActionState> {
  return async (form) => {
    const runtime = await getRuntime();
    const requestId = runtime.nextRequestId();
    try {
      const incoming = await headers();
      requireSameOrigin(incoming, runtime.config.publicOrigin);
      const address = runtime.knowsClientAddresses ? incoming.get("x-forwarded-for") : null;
      const context = runtime.createContext(requestId, address, networkOf(address), incoming.get("user-agent"));
      await succeed(await service(context, parseInput(schema, readForm(form))));
      return { status: "done" };
    } catch (thrown) {
      // redirect() and notFound() are throws of Next's own, and must reach it.
      unstable_rethrow(thrown);
      const error = toAppError(thrown);
      if (problems[error.code].status >= 500) {
        runtime.logger.error({ request_id: requestId, code: error.code, cause: error.cause }, error.message);
      }
      return refusedState(error, requestId);
    }
  };
}

/**
 * Refuses a change that another site's page asked for. Browsers send Sec-Fetch-Site; where one does not, the Origin
 * must be our own, and neither a missing nor a null one will do.
 */
function requireSameOrigin(incoming: Headers, publicOrigin: string): void {
  const site = incoming.get("sec-fetch-site");
  if (site === "same-origin") return;
  if (site === null && incoming.get("origin") === publicOrigin) return;
  throw new AppError("forbidden", "This request came from another site. Open the page here and try again.");
}

/** A form as an object of text; names that Next adds begin with `$` and are not ours. A repeated name is refused. */
function readForm(form: FormData): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (name.startsWith("$")) continue;
    if (Object.hasOwn(values, name)) {
      const message = "Is given more than once";
      throw new AppError("validation", `${name.slice(0, 64)}: ${message}.`, { fieldErrors: [{ path: [name], message, type: "duplicate" }] });
    }
    Object.defineProperty(values, name, { value, enumerable: true });
  }
  return values;
}
