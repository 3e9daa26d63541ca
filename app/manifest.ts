import type { MetadataRoute } from "next";
import { routes } from "@/lib/routes";

/** Lets browsers install the generator. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: routes.home(),
    name: "Latchkey password generator",
    short_name: "Latchkey",
    description: "Generates strong passwords in your browser, also without a network.",
    start_url: routes.home(),
    scope: routes.home(),
    display: "standalone",
    background_color: "#faf9f6",
    theme_color: "#faf9f6",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
    ],
  };
}
