"use client";

import { useEffect, useState } from "react";
import { whenIdle } from "@/components/ui/when-idle";
import { keepForOffline, loadAllParts } from "./lazy-parts";

/** The number of network requests since the page and all its parts were loaded; null until then. */
export function useRequestsSinceLoad(): number | null {
  const [requests, setRequests] = useState<number | null>(null);

  useEffect(() => {
    let observer: PerformanceObserver | undefined;
    let isGone = false;
    const stopWaiting = whenIdle(() => {
      void loadAllParts().then(() => {
        if (isGone) return;
        setRequests(0);
        observer = new PerformanceObserver((list) => {
          const sent = list.getEntries().filter(usedNetwork).length;
          if (sent > 0) setRequests((before) => (before ?? 0) + sent);
        });
        observer.observe({ type: "resource" });
        void keepForOffline();
      });
    });
    return () => {
      isGone = true;
      stopWaiting();
      observer?.disconnect();
    };
  }, []);

  return requests;
}

/** A cached response has a body but no transfer size. A failed request has neither, but was sent. */
function usedNetwork(entry: PerformanceEntry): boolean {
  return !(entry instanceof PerformanceResourceTiming && entry.transferSize === 0 && entry.decodedBodySize > 0);
}
