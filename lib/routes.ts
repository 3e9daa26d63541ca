/** Every internal URL, so that a link can't point at a page that does not exist. */
export const routes = {
  home: () => "/",
  documentation: () => "/docs",
  reference: () => "/redoc",
  openapi: () => "/openapi.json",
  vendorAsset: (file: string) => `/vendor/${file}`,
  api: {
    generatePassword: () => "/api/v1/generate-password",
    live: () => "/api/health/live",
    ready: () => "/api/health/ready",
    /** No operation stands here: what a catch-all asks for. */
    nothing: () => "/api",
  },
} as const;

/** The paths at which the tutorials' clients ask for what `/api/v1` serves; each is an alias of the same handler. */
export const apiAliases: Readonly<Record<string, readonly string[]>> = {
  [routes.api.generatePassword()]: ["/generate-password"],
};
