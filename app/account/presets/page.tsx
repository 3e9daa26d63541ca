import type { Metadata } from "next";
import { SettingsPage } from "@/components/layout/settings-page";
import { OwnPresetList } from "@/components/presets/own-preset-list";
import { routes } from "@/lib/routes";
import { listPresets } from "@/lib/services/presets/list-presets";
import { requireUser } from "@/lib/web/pages/page";
import { deletePresetAction, renamePresetAction } from "./actions";

export const metadata: Metadata = { title: "Presets", robots: { index: false } };

export default async function PresetsPage() {
  const context = await requireUser(routes.presets());
  const { items } = await listPresets(context);
  return (
    <SettingsPage
      section="presets"
      title="Presets"
      lead="Generator settings that you saved. Open one, or share its link."
    >
      <OwnPresetList presets={items} renameAction={renamePresetAction} deleteAction={deletePresetAction} />
    </SettingsPage>
  );
}
