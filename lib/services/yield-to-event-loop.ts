/** Between two pages: on SQLite a long loop would otherwise block the event loop. */
export async function yieldToEventLoop(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
