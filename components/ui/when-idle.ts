/** Starts something once the page has loaded and the browser has nothing else to do. Returns how to stop waiting. */
export function whenIdle(start: () => void): () => void {
  let isStopped = false;
  const run = (): void => {
    if (!isStopped) start();
  };
  // Safari has no idle callback.
  const schedule = (): void =>
    void ("requestIdleCallback" in window ? requestIdleCallback(run, { timeout: 2000 }) : setTimeout(run, 200));
  if (document.readyState === "complete") schedule();
  else window.addEventListener("load", schedule, { once: true });
  return () => {
    isStopped = true;
    window.removeEventListener("load", schedule);
  };
}
