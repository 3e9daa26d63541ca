import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";

/** The anonymous context of work without a request: at start, background jobs and commands. */
export function serverContext(runtime: Runtime): ServiceContext {
  return runtime.createContext({
    id: runtime.nextRequestId(),
    ...runtime.clientOf(null),
    userAgent: null,
    deviceToken: null,
  });
}

/** The same with the permissions of the operator. */
export function operatorContext(runtime: Runtime): ServiceContext {
  return { ...serverContext(runtime), actor: { kind: "operator" } };
}
