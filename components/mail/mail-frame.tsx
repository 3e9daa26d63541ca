"use client";

import { useEffect, useRef } from "react";

/** The message as its recipient sees it, as high as it is. Without JavaScript it scrolls. */
export function MailFrame({ src }: { src: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    // The mail may have loaded before the page was ready.
    fit(element);
    const fitNow = (): void => fit(element);
    element.addEventListener("load", fitNow);
    const widths = new ResizeObserver(fitNow);
    widths.observe(element);
    return () => {
      element.removeEventListener("load", fitNow);
      widths.disconnect();
    };
  }, []);
  return (
    // The sandbox blocks scripts, forms and navigation; its origin is ours, so that its height can be read.
    <iframe
      ref={frame}
      title="Message preview"
      src={src}
      sandbox="allow-same-origin"
      className="h-[52rem] w-full rounded-md border border-border bg-panel"
    />
  );
}

const BORDERS_PX = 2;

function fit(frame: HTMLIFrameElement): void {
  const height = frame.contentDocument?.body?.offsetHeight ?? 0;
  if (height > 0) frame.style.height = `${height + BORDERS_PX}px`;
}
