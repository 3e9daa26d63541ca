import { SlidersHorizontal } from "lucide-react";
import type { ComponentProps } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { routes } from "@/lib/routes";
import { PresetList } from "./preset-list";

/** The presets on the account page. The list is there without presets too, to show that the last one was deleted. */
export function OwnPresetList(list: ComponentProps<typeof PresetList>) {
  const isEmpty = list.presets.length === 0;
  return (
    <Panel id="presets" {...(!isEmpty && { title: "Your presets" })}>
      <PresetList {...list} />
      {isEmpty && (
        <EmptyState
          inPanel
          title="No presets yet"
          icon={<SlidersHorizontal aria-hidden className="size-5" />}
          action={
            <ButtonLink href={routes.home()} appearance="primary">
              Open the generator
            </ButtonLink>
          }
        >
          A preset keeps generator settings under a name, such as the rules of your bank. Choose settings in the
          generator, then select “Presets”.
        </EmptyState>
      )}
    </Panel>
  );
}
