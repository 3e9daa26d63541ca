"use client";

import { routes } from "@/lib/routes";
import { redocTheme } from "./redoc-theme";
import { watchTheme } from "./theme-changes";
import { useViewer } from "./use-viewer";
import { Viewer } from "./viewer";

declare global {
  interface Window {
    Redoc?: {
      init: (url: string, options: Record<string, unknown>, element: HTMLElement, done: () => void) => void;
    };
  }
}

/** ReDoc over our own OpenAPI document. */
export function RedocViewer() {
  return <Viewer {...useViewer(routes.vendorAsset("redoc.standalone.js"), showRedoc)} />;
}

function showRedoc(container: HTMLElement, shown: () => void): () => void {
  // ReDoc calculates with its colours, so it takes values instead of variables, and is drawn again in another theme.
  const draw = (): void => {
    const place = document.createElement("div");
    // ReDoc can't leave an element that it was drawn into.
    container.replaceChildren(place);
    const options = {
      theme: redocTheme(container),
      hideDownloadButton: true,
      nativeScrollbars: true,
      requiredPropsFirst: true,
      jsonSampleExpandLevel: 1,
    };
    window.Redoc?.init(routes.openapi(), options, place, shown);
  };
  draw();
  return watchTheme(draw);
}
