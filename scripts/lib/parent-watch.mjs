const checkMilliseconds = 500;

/**
 * Under npm, ends this process as SIGTERM would when its parent has gone: npm hands a stop signal to a shell, which dies of it
 * without telling us, and the server would run on unseen.
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
