import type { ComponentProps } from "react";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import { PresetList } from "./preset-list";

/** The presets on the account page. */
export function OwnPresetList(list: ComponentProps<typeof PresetList>) {
  return (
    <Panel id="presets" title="Your presets">
      {list.presets.length === 0 && (
        <div>
          <p className="text-muted">No presets yet. Choose settings in the generator, then select “Presets”.</p>
          <TextLink href={routes.home()}>Generator</TextLink>
        </div>
      )}
      <PresetList {...list} />
    </Panel>
  );
}
