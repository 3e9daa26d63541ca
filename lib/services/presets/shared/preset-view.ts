import { apiRoutes } from "@/lib/api-routes";
import type { PresetRow } from "@/lib/data/presets";
import { routes } from "@/lib/routes";
import type { Preset } from "@/lib/schemas/presets";
import { apiQueryOf, pageQueryOf } from "./settings-query";
import type { Context } from "../../context";

/** A preset for a reply, with the URLs that use it. */
export function toPreset(
  { settings: { publicOrigin } }: Context,
  { id, name, settings, createdAt, updatedAt }: PresetRow,
): Preset {
  const pageQuery = pageQueryOf(settings);
  return {
    id,
    name,
    settings,
    url: address(publicOrigin + apiRoutes.generatePassword(), apiQueryOf(settings)),
    page_url: pageQuery === null ? null : address(publicOrigin + routes.home(), pageQuery),
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

function address(path: string, query: string): string {
  return query === "" ? path : `${path}?${query}`;
}
