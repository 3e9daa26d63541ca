/** Under a plain `next start` this makes a wrong setting or a damaged database known at start, not at the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { getRuntime } = await import("@/lib/get-runtime");
  const runtime = await getRuntime();
  // Our own server has done the rest already.
  if (runtime.knowsClientAddresses) return;
  const [{ prepareFirstAdministrator }, { startHourlyJobs }, { startMailDelivery }] = await Promise.all([
    import("@/lib/web/jobs/first-administrator"),
    import("@/lib/web/jobs/hourly-jobs"),
    import("@/lib/web/jobs/mail-delivery"),
  ]);
  const offer = await prepareFirstAdministrator(runtime);
  startHourlyJobs(runtime);
  startMailDelivery(runtime);
  if (offer !== null) console.log(`There is no administrator yet. Make the first one at ${offer.setupLink}`);
}
