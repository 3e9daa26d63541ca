import type { ComponentProps } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { routes } from "@/lib/routes";
import { PresetList } from "./preset-list";

/** The presets on the account page. */
export function OwnPresetList(list: ComponentProps<typeof PresetList>) {
  return (
    <Panel id="presets" {...(list.presets.length > 0 && { title: "Your presets" })}>
      {list.presets.length === 0 && (
        <div className="flex flex-col items-start gap-4">
          <p className="text-muted">No presets yet. Choose settings in the generator, then select “Presets”.</p>
          <ButtonLink href={routes.home()} appearance="primary">
            Open the generator
          </ButtonLink>
        </div>
      )}
      <PresetList {...list} />
    </Panel>
  );
}
