/** The name that users see: that of APP_NAME, because a member knows the club and not the software. */
export function serviceNameOf({ appName }: { appName: string | null }): string {
  return appName ?? "Latchkey";
}

/** The same for authenticator apps, which split issuer and account at a colon. */
export function issuerOf(settings: { appName: string | null }): string {
  return serviceNameOf(settings).replace(/\s*:\s*/g, " ");
}
