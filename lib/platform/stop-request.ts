/**
 * Aborted by the first SIGTERM or SIGINT; a second one ends the process at once. The built server calls this before it loads
 * anything else, because the kernel drops a signal to process 1 of a container that has no handler for it.
 */
export function listenForStop(): AbortSignal {
  const request = new AbortController();
  const ask = (): void => {
    if (request.signal.aborted) process.exit(1);
    request.abort();
  };
  process.on("SIGTERM", ask);
  process.on("SIGINT", ask);
  return request.signal;
}
