const checkMilliseconds = 500;

/**
 * Under npm, sends this process SIGTERM when its parent has ended: npm passes a stop signal to a shell, which ends
 * without forwarding it, and the server would keep running.
 */
export function stopWithParent() {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, checkMilliseconds);
  watch.unref();
}
