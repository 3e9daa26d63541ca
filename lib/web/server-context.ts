import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";

/** The context of what the server does by itself: at start, every hour, or on its operator's command. */
export function serverContext(runtime: Runtime): ServiceContext {
  return runtime.createContext({
    id: runtime.nextRequestId(),
    ...runtime.clientOf(null),
    userAgent: null,
    deviceToken: null,
  });
}

/** The same with the rights of the operator: for background jobs and commands. */
export function operatorContext(runtime: Runtime): ServiceContext {
  return { ...serverContext(runtime), actor: { kind: "operator" } };
}
