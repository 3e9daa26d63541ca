import type { MetadataRoute } from "next";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { routes } from "@/lib/routes";
import { readLogo } from "@/lib/web/pages/logo";
import { readPageContext } from "@/lib/web/pages/page";

/** Lets browsers install the generator. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const { settings } = await readPageContext();
  const name = serviceNameOf(settings);
  const logo = await readLogo();
  return {
    id: routes.home(),
    name: `${name} password generator`,
    short_name: name,
    description: "Generates strong passwords in your browser, also without a network.",
    start_url: routes.home(),
    scope: routes.home(),
    display: "standalone",
    background_color: "#faf9f6",
    theme_color: "#faf9f6",
    icons:
      logo === null
        ? [
            { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
            { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
            { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
            { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
          ]
        : [{ src: routes.logo(), sizes: logo.size, type: logo.type }],
  };
}
