"use client";

import { TUTORIALS_TAG } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { isDark, watchTheme } from "./theme-changes";
import { useViewer } from "./use-viewer";
import { Viewer } from "./viewer";

type SwaggerUi = { layoutActions: { show: (thing: string[], shown: boolean) => void } };

declare global {
  interface Window {
    SwaggerUIBundle?: (options: Record<string, unknown>) => SwaggerUi;
  }
}

/** Swagger UI over our own OpenAPI document. */
export function SwaggerViewer() {
  return <Viewer {...useViewer(routes.vendorAsset("swagger-ui-bundle.js"), showSwagger)} />;
}

function showSwagger(container: HTMLElement, shown: () => void): () => void {
  const showTheme = (): void => {
    document.documentElement.classList.toggle("dark-mode", isDark());
  };
  showTheme();
  const ui = window.SwaggerUIBundle?.({
    url: routes.openapi(),
    domNode: container,
    deepLinking: true,
    tryItOutEnabled: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    onComplete() {
      // A link to one of them opens the group.
      if (!location.hash.startsWith(`#/${TUTORIALS_TAG}`))
        ui?.layoutActions.show(["operations-tag", TUTORIALS_TAG], false);
      shown();
    },
  });
  return watchTheme(showTheme);
}
