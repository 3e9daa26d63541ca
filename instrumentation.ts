/** Starts the runtime and the jobs under a plain `next start`, so that a wrong setting stops the start, not the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { getRuntime } = await import("@/lib/get-runtime");
  const runtime = await getRuntime();
  // Instead of the one in the build, which is in no way secret.
  Object.assign(process.env, { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: runtime.actionKey });
  // server.ts has done the rest.
  if (runtime.knowsClientAddresses) return;
  const [{ prepareFirstAdministrator }, { startHourlyJobs }, { startMailDelivery }, { startRollbackWatch }] =
    await Promise.all([
      import("@/lib/web/jobs/first-administrator"),
      import("@/lib/web/jobs/hourly-jobs"),
      import("@/lib/web/jobs/mail-delivery"),
      import("@/lib/web/jobs/rollback-watch"),
    ]);
  await startRollbackWatch(runtime);
  const setup = await prepareFirstAdministrator(runtime);
  startHourlyJobs(runtime);
  startMailDelivery(runtime);
  if (setup !== null) console.log(setup.announcement);
}

/** Called by Next with an error that a page throws, before the reply. */
export async function onRequestError(
  error: unknown,
  { headers }: { headers: NodeJS.Dict<string | string[]> },
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ getRuntime }, { REQUEST_ID_HEADER }, { toAppError }, { markUnavailable }] = await Promise.all([
    import("@/lib/get-runtime"),
    import("@/lib/runtime"),
    import("@/lib/web/api/map-error"),
    import("@/lib/web/http/started-actions"),
  ]);
  const runtime = await getRuntime();
  const requestId = runtime.requestIdOf(headers[REQUEST_ID_HEADER]?.toString() ?? null);
  if (runtime.knowsClientAddresses) markUnavailable(runtime, requestId, error);
  // The error page shows the digest as its reference.
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const { code } = toAppError(error);
  runtime.logger.failure({ request_id: requestId, code, reference, cause: error }, "a page could not be shown");
}
