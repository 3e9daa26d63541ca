"use client";

import { type ComponentType, type createElement, useCallback } from "react";
import { routes } from "@/lib/routes";
import { fetchApiDocument } from "./fetch-api-document";
import { loadScript } from "./load-script";
import { asOpenApi30 } from "./openapi-30";
import { isDark, watchTheme } from "./theme-changes";
import { useViewer } from "./use-viewer";
import { Viewer } from "./viewer";
import "./swagger-ui.css";

type SwaggerUi = { layoutActions: { show: (thing: string[], shown: boolean) => void } };

declare global {
  interface Window {
    SwaggerUIBundle?: (options: Record<string, unknown>) => SwaggerUi;
  }
}

/** Swagger UI over our own OpenAPI document, with `firstGroup` open: all groups are many screens, and take seconds to draw. */
export function SwaggerViewer({ firstGroup }: { firstGroup: string }) {
  const show = useCallback(
    (container: HTMLElement, shown: () => void, spec: object) => showSwagger(container, shown, { spec, firstGroup }),
    [firstGroup],
  );
  return <Viewer {...useViewer(loadSwagger, show)} />;
}

async function loadSwagger(): Promise<object> {
  const [document] = await Promise.all([fetchApiDocument(), loadScript(routes.vendorAsset("swagger-ui-bundle.js"))]);
  return asOpenApi30(document);
}

type Requirement = { isEmpty: () => boolean };
type Requirements = { some: (test: (one: Requirement) => boolean) => boolean; clear: () => Requirements };
type OperationProps = {
  get: (name: "security") => Requirements | undefined;
  set: (name: "security", value: Requirements) => OperationProps;
};
type SummaryProps = { operationProps: OperationProps };
type SwaggerSystem = { React: { createElement: typeof createElement } };

/** Swagger UI also marks operations with a lock that work without log-in. */
function lockOnlyWhereNeeded(): object {
  const wrap = (Summary: ComponentType<SummaryProps>, { React }: SwaggerSystem) =>
    function SummaryWithLock({ operationProps, ...props }: SummaryProps) {
      const security = operationProps.get("security");
      const worksWithout = security?.some((one) => one.isEmpty()) === true;
      const shown = worksWithout ? operationProps.set("security", security.clear()) : operationProps;
      return React.createElement(Summary, { ...props, operationProps: shown });
    };
  return { wrapComponents: { OperationSummary: wrap } };
}

type Shown = { spec: object; firstGroup: string };

function showSwagger(container: HTMLElement, shown: () => void, { spec, firstGroup }: Shown): () => void {
  const showTheme = (): void => {
    document.documentElement.classList.toggle("dark-mode", isDark());
  };
  showTheme();
  const ui = window.SwaggerUIBundle?.({
    spec,
    domNode: container,
    deepLinking: true,
    tryItOutEnabled: true,
    defaultModelsExpandDepth: 0,
    docExpansion: "none",
    validatorUrl: null,
    plugins: [lockOnlyWhereNeeded],
    onComplete() {
      // A link opens its own group.
      if (location.hash === "") ui?.layoutActions.show(["operations-tag", firstGroup], true);
      shown();
    },
  });
  return watchTheme(showTheme);
}
