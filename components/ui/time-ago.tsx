"use client";

import { useEffect, useState } from "react";
import { absoluteTime, relativeTime, timeUntil } from "./relative-time";
import { useInBrowser } from "./use-in-browser";

type TimeAgoProps = {
  at: string;
  /** The server's time at render, so that the first client render matches. */
  now: string;
  /** Also shows the date and time. */
  withMoment?: boolean;
  /** Shows the date and time alone, where the words are beside it. */
  only?: "moment";
  /** For a time in the future: "in 3 days". */
  ahead?: boolean;
};

const REFRESH_MS = 30 * 1000;

/** "3 minutes ago", updated while the page is open. The title has the date and time in the user's time zone. */
export function TimeAgo({ at, now, withMoment = false, only, ahead = false }: TimeAgoProps) {
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
      {only === "moment" ? (
        moment
      ) : withMoment ? (
        <>
          {words}, <span className="whitespace-nowrap">{moment}</span>
        </>
      ) : (
        words
      )}
    </time>
  );
}
