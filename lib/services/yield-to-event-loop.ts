/** Between two pages: on SQLite a long walk would otherwise never let the process answer anybody. */
export async function yieldToEventLoop(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
