import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionState, Answer, StepProgress } from "@/lib/action-state";
import { AppError } from "@/lib/errors";
import { getRuntime } from "@/lib/get-runtime";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import type { Service, ServiceContext } from "@/lib/services/context";
import { problems, refusedState, toAppError } from "@/lib/web/api/map-error";
import { parseInput } from "@/lib/web/api/parse-input";
import { foreignRequest, isFromOwnPage } from "@/lib/web/http/same-origin";
import { createPageContext } from "./page";

/** What `useActionState` calls: the state before, the form, and the state after. */
export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** What a form shows when it succeeded: a sentence, or besides it secrets that are shown this once. */
type Success = string | { message: string; secrets: readonly string[] } | { progress: StepProgress };

type ActionOptions<Input> = {
  /** The page to come back to once the password was confirmed, for a service that asks for that. */
  confirmAt?: string | ((input: Input) => string);
};

/**
 * Joins a form to a service: same-origin check, who is asking, validation, errors. `succeed` sets cookies, redirects, or
 * gives the sentence to show. Never throws an error of ours: a refusal comes back as the form's state.
 */
export function action<Schema extends z.ZodType, Output>(
  schema: Schema,
  service: Service<z.output<Schema>, Output>,
  succeed: (output: Output, input: z.output<Schema>) => Promise<Success | void>,
  { confirmAt }: ActionOptions<z.output<Schema>> = {},
): FormAction {
  return async (_previous, form) => {
    const runtime = await getRuntime();
    const requestId = runtime.nextRequestId();
    let comeBack: string | undefined;
    try {
      await requireSameOrigin(runtime.config.publicOrigin);
      const context = await createPageContext(requestId);
      const input = parseInput(schema, readForm(form));
      comeBack = typeof confirmAt === "function" ? confirmAt(input) : confirmAt;
      const success = (await succeed(await service(context, input), input)) ?? {};
      return { status: "done", ...(typeof success === "string" ? { message: success } : success) };
    } catch (thrown) {
      // redirect() and notFound() are throws of Next's own, and must reach it.
      unstable_rethrow(thrown);
      const error = toAppError(thrown);
      if (error.code === "reauthentication_required" && comeBack !== undefined)
        redirect(routes.confirmPassword(comeBack));
      return refuse(runtime, error, requestId);
    }
  };
}

/** Joins what a component asks for by itself to a service that takes no input; otherwise as `action`. */
export function question<Output>(
  service: (context: ServiceContext) => Output | Promise<Output>,
): () => Promise<Answer<Output>> {
  return async () => {
    const runtime = await getRuntime();
    const requestId = runtime.nextRequestId();
    try {
      await requireSameOrigin(runtime.config.publicOrigin);
      return { status: "done", output: await service(await createPageContext(requestId)) };
    } catch (thrown) {
      unstable_rethrow(thrown);
      return refuse(runtime, toAppError(thrown), requestId);
    }
  };
}

/** Our own server has refused a form of another site's page before; a plain `next start` has not. */
async function requireSameOrigin(publicOrigin: string): Promise<void> {
  const incoming = await headers();
  if (!isFromOwnPage(incoming.get("sec-fetch-site"), incoming.get("origin"), publicOrigin)) throw foreignRequest();
}

function refuse(runtime: Runtime, error: AppError, requestId: string): Extract<ActionState, { status: "refused" }> {
  if (problems[error.code].status >= 500) {
    runtime.logger.error({ request_id: requestId, code: error.code, cause: error.cause }, error.message);
  }
  return refusedState(error, requestId);
}

/** A form as an object of text; names that Next adds begin with `$` and are not ours. A repeated name is refused. */
function readForm(form: unknown): Record<string, unknown> {
  // Next calls an action with whatever a client encoded.
  if (!(form instanceof FormData)) throw new AppError("bad_request", "The form could not be read.");
  const values: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (name.startsWith("$")) continue;
    if (Object.hasOwn(values, name)) {
      const message = "Is given more than once";
      throw new AppError("validation", `${name.slice(0, 64)}: ${message}.`, {
        fieldErrors: [{ path: [name], message, type: "duplicate" }],
      });
    }
    // A field that was left empty was not given: forms have no other way to say so.
    if (value !== "") Object.defineProperty(values, name, { value, enumerable: true });
  }
  return values;
}
