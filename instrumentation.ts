/** Under a plain `next start` this makes a wrong setting or a damaged database known at start, not at the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { getRuntime } = await import("@/lib/runtime");
  await getRuntime();
}
