"use client";

import { useCallback } from "react";
import { routes } from "@/lib/routes";
import { fetchApiDocument } from "./fetch-api-document";
import { loadScript } from "./load-script";
import { redocTheme } from "./redoc-theme";
import { type ApiDocument, EVERY_GROUP, partOf, slugInHash } from "./reference-part";
import { watchTheme } from "./theme-changes";
import { useViewer } from "./use-viewer";
import { Viewer } from "./viewer";
import "./redoc.css";

declare global {
  interface Window {
    Redoc?: {
      init: (document: object, options: Record<string, unknown>, element: HTMLElement, done: () => void) => void;
    };
  }
}

type RedocViewerProps = {
  /** The group on show, or everything. */
  group: string;
  groups: readonly string[];
};

/** ReDoc over our own OpenAPI document, or one group of it: all of it is a page of a hundred screens. */
export function RedocViewer({ group, groups }: RedocViewerProps) {
  const introduced = group === groups[0];
  const show = useCallback(
    (container: HTMLElement, shown: () => void, document: ApiDocument) => {
      const follow = (): void => goToGroupOfHash(group, groups);
      follow();
      window.addEventListener("hashchange", follow);
      const stop = showRedoc(container, shown, {
        document: partOf(document, group, { introduced }),
        isWhole: group === EVERY_GROUP,
      });
      return () => {
        window.removeEventListener("hashchange", follow);
        stop();
      };
    },
    [group, groups, introduced],
  );
  return <Viewer {...useViewer(loadRedoc, show)} />;
}

async function loadRedoc(): Promise<ApiDocument> {
  const [document] = await Promise.all([fetchApiDocument(), loadScript(routes.vendorAsset("redoc.standalone.js"))]);
  return document;
}

/** A link to an operation of another group leads to that group. */
function goToGroupOfHash(group: string, groups: readonly string[]): void {
  const asked = slugInHash(window.location.hash);
  if (group === EVERY_GROUP || asked === undefined || asked === group || !groups.includes(asked)) return;
  window.location.replace(routes.reference(asked) + window.location.hash);
}

type Shown = { document: ApiDocument; isWhole: boolean };

function showRedoc(container: HTMLElement, shown: () => void, { document: shownDocument, isWhole }: Shown): () => void {
  // ReDoc calculates with its colours, so it takes values instead of variables, and is drawn again in another theme.
  const draw = (): void => {
    const place = document.createElement("div");
    // ReDoc can't leave an element that it was drawn into.
    container.replaceChildren(place);
    const options = {
      theme: redocTheme(container, { hasContents: isWhole }),
      disableSearch: !isWhole,
      hideDownloadButton: true,
      nativeScrollbars: true,
      requiredPropsFirst: true,
      jsonSampleExpandLevel: 1,
      maxDisplayedEnumValues: 8,
    };
    // A copy, because ReDoc changes what it is given.
    window.Redoc?.init(structuredClone(shownDocument), options, place, shown);
  };
  draw();
  return watchTheme(draw);
}
