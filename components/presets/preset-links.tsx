import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { Preset } from "@/lib/schemas/presets";
import { pagePathOf } from "./preset-link";

/** Links to presets for browsers without JavaScript, which can't open the dialog. */
export function PresetLinks({ presets }: { presets: readonly Preset[] }) {
  if (presets.length === 0) return null;
  return (
    <div className="hidden flex-col noscript:flex">
      <h3 className="text-14 font-medium">Presets</h3>
      {presets.map((preset) => (
        <TextLink key={preset.id} href={pagePathOf(preset) ?? routes.presets()} className="wrap-anywhere">
          {preset.name}
        </TextLink>
      ))}
    </div>
  );
}
