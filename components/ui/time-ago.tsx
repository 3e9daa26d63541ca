"use client";

import { useEffect, useState } from "react";
import { absoluteTime, relativeTime, timeUntil } from "./relative-time";
import { useInBrowser } from "./use-in-browser";

type TimeAgoProps = {
  at: string;
  /** The server's clock when it made the page, so that both say the same at first. */
  now: string;
  /** Writes the moment out beside the words, where it is part of what is asked. */
  withMoment?: boolean;
  /** It is to come: "in 3 days". */
  ahead?: boolean;
};

const REFRESH_MS = 30 * 1000;

/** "3 minutes ago", kept true while the page stays open, with the moment itself in the reader's own time zone. */
export function TimeAgo({ at, now, withMoment = false, ahead = false }: TimeAgoProps) {
  const inBrowser = useInBrowser();
  const [elapsed, setElapsed] = useState({ since: now, ms: 0 });

  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setElapsed({ since: now, ms: performance.now() - started }), REFRESH_MS);
    return () => clearInterval(timer);
  }, [now]);

  const moment = absoluteTime(new Date(at), inBrowser ? "reader" : "UTC");
  const current = Date.parse(now) + (elapsed.since === now ? elapsed.ms : 0);
  const words = (ahead ? timeUntil : relativeTime)(new Date(at), new Date(current));
  return (
    <time dateTime={at} title={moment}>
      {withMoment ? (
        <>
          {words}, <span className="whitespace-nowrap">{moment}</span>
        </>
      ) : (
        words
      )}
    </time>
  );
}
