"use client";

import { useEffect, useState } from "react";

const TICK_MS = 1000;

/** The server's time, running on from `now`. In UTC, because only minutes and seconds matter here. */
export function ServerClock({ now }: { now: string }) {
  const [elapsedMs, setElapsedMs] = useState(0);

  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setElapsedMs(performance.now() - started), TICK_MS);
    return () => clearInterval(timer);
  }, [now]);

  const moment = new Date(Date.parse(now) + elapsedMs).toISOString();
  return (
    <time dateTime={moment} className="font-mono whitespace-nowrap text-text">
      {moment.slice(11, 19)} UTC
    </time>
  );
}
