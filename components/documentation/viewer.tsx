import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { useViewer } from "./use-viewer";
import "./viewers.css";

type ViewerProps = ReturnType<typeof useViewer>;

/** The place of a documentation viewer, with its states: loading, failed and shown. */
export function Viewer({ state, container, retry }: ViewerProps) {
  return (
    <>
      {state === "loading" && (
        <p role="status" className="py-8 text-muted noscript:hidden">
          Loading the documentation.
        </p>
      )}
      {state === "failed" && (
        <Alert tone="danger">
          <p>The documentation couldn’t be loaded.</p>
          <Button onClick={retry}>Try again</Button>
        </Alert>
      )}
      <div ref={container} className="documentation-viewer min-w-0" />
    </>
  );
}
