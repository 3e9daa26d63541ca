import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionState, Answer, StepProgress } from "@/lib/action-state";
import { writeSessionCookie } from "@/lib/auth/cookies";
import { AppError } from "@/lib/errors";
import { getRuntime } from "@/lib/get-runtime";
import { REQUEST_ID_HEADER, type Runtime } from "@/lib/runtime";
import type { Service, ServiceContext } from "@/lib/services/context";
import { problems, refusedState, toAppError } from "@/lib/web/api/map-error";
import { parseInput } from "@/lib/web/api/parse-input";
import { ownOrigins } from "@/lib/web/http/own-origin";
import { crossSiteRequest, isSameOrigin } from "@/lib/web/http/same-origin";
import { markActionStarted } from "@/lib/web/http/started-actions";
import { createPageContext, readRequestId } from "./page";
import { PENDING_FORM_FIELD, pathOfConfirmation, type Reauthentication, removeReturnedForm } from "./pending-form";

/** An action for `useActionState`. */
export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** What a form shows on success: a message, a message with secrets that are shown once, or progress. */
type Success = string | { message: string; secrets: readonly string[] } | { progress: StepProgress };

type ActionOptions<Schema extends z.ZodType> = {
  /** For a service that requires recent authentication: what happens to the form meanwhile. */
  reauthentication?: Reauthentication<Schema>;
};

/**
 * Makes the action of a form: checks the origin, authenticates, validates, calls the service and maps errors. `succeed`
 * sets cookies, redirects or returns the message to show. Errors are returned as the form's state, never thrown.
 */
export function action<Schema extends z.ZodType, Output>(
  schema: Schema,
  service: Service<z.output<Schema>, Output>,
  succeed: (output: Output, input: z.output<Schema>) => Promise<Success | void>,
  { reauthentication }: ActionOptions<Schema> = {},
): FormAction {
  return async (_previous, form) => {
    const runtime = await getRuntime();
    const requestId = await readRequestId(runtime);
    let findConfirmation: (() => Promise<string>) | undefined;
    try {
      await acceptRequest(runtime);
      const context = await createPageContext(requestId);
      const { [PENDING_FORM_FIELD]: returned, ...fields } = readForm(form);
      const input = parseInput(schema, fields);
      if (reauthentication !== undefined)
        findConfirmation = () => pathOfConfirmation(context, reauthentication, { fields, input });
      const output = await service(context, input);
      // Before `succeed`, which may throw a redirect.
      await keepSession(context);
      if (typeof returned === "string") await removeReturnedForm(returned);
      const success = (await succeed(output, input)) ?? {};
      return { status: "done", ...(typeof success === "string" ? { message: success } : success) };
    } catch (thrown) {
      // redirect() and notFound() throw errors that Next must get.
      unstable_rethrow(thrown);
      const error = toAppError(thrown);
      if (error.code !== "reauthentication_required" || findConfirmation === undefined)
        return refuse(runtime, error, requestId);
      let confirmation: string;
      try {
        confirmation = await findConfirmation();
      } catch (failure) {
        return refuse(runtime, toAppError(failure), requestId);
      }
      redirect(confirmation);
    }
  };
}

/** Makes a server function that a component calls without a form, from a service without input; otherwise as `action`. */
export function serverFunction<Output>(
  service: (context: ServiceContext) => Output | Promise<Output>,
): () => Promise<Answer<Output>> {
  return async () => {
    const runtime = await getRuntime();
    const requestId = await readRequestId(runtime);
    try {
      await acceptRequest(runtime);
      const context = await createPageContext(requestId);
      const output = await service(context);
      await keepSession(context);
      return { status: "done", output };
    } catch (thrown) {
      unstable_rethrow(thrown);
      return refuse(runtime, toAppError(thrown), requestId);
    }
  };
}

/** Sets the cookie of a session that the service has rotated. */
async function keepSession({ newAccess, now }: ServiceContext): Promise<void> {
  if (newAccess?.kind !== "browser") return;
  await writeSessionCookie(newAccess.sessionToken, Math.ceil((newAccess.expiresAt.getTime() - now().getTime()) / 1000));
}

/** Tells the direct line that the action has started, and repeats its check of the origin, which a plain `next start` lacks. */
async function acceptRequest(runtime: Runtime): Promise<void> {
  const incoming = await headers();
  markActionStarted(runtime, incoming.get(REQUEST_ID_HEADER));
  const isOwn = isSameOrigin(incoming.get("sec-fetch-site"), incoming.get("origin"), ownOrigins(runtime.config));
  if (!isOwn) throw crossSiteRequest();
}

function refuse(runtime: Runtime, error: AppError, requestId: string): Extract<ActionState, { status: "refused" }> {
  if (problems[error.code].status >= 500) {
    runtime.logger.failure({ request_id: requestId, code: error.code, cause: error.cause }, error.message);
  }
  return refusedState(error, requestId);
}

/** The fields of a form, without those that Next adds (`$…`). A duplicate name is refused. */
function readForm(form: unknown): Record<string, unknown> {
  // A client can send any argument to an action.
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
    // An empty field counts as omitted.
    if (value !== "") Object.defineProperty(values, name, { value, enumerable: true });
  }
  return values;
}
