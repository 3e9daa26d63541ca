import { deletePresetAction, renamePresetAction, savePresetAction } from "@/app/account/presets/actions";
import { keepReceiptAction, readReceiptKeyAction } from "@/app/account/receipts/actions";
import type { GeneratorAccount } from "@/components/passwords/generator-account";
import { draftsFromSettings } from "@/components/passwords/generator-drafts";
import { MadeOnThisDevice } from "@/components/passwords/made-on-this-device";
import { PasswordGenerator } from "@/components/passwords/password-generator";
import { PresetLinks } from "@/components/presets/preset-links";
import { Alert } from "@/components/ui/alert";
import { apiRoutes } from "@/lib/api-routes";
import { listPresets } from "@/lib/services/presets/list-presets";
import { readGeneratorPage } from "@/lib/web/pages/generator-page";
import { isFullyLoggedIn, readPageContext } from "@/lib/web/pages/page";
import { readPublicOrigin } from "@/lib/web/pages/public-origin";
import { withSiteRules } from "@/lib/web/pages/site-rules";

type HomePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HomePage({ searchParams }: HomePageProps) {
  const { mode, settings, error, siteAnswer } = await withSiteRules(readGeneratorPage(await searchParams));
  const publicOrigin = await readPublicOrigin();
  const account = await readAccount();
  return (
    <div className="flex flex-col gap-4 pt-4 pb-8 sm:gap-6 sm:pt-8">
      <div className="flex flex-col gap-1 print:hidden">
        <h1 className="text-25 font-semibold tracking-tight">Password generator</h1>
        <MadeOnThisDevice />
        <p className="hidden text-muted noscript:block">Made by this server for this page alone, and not stored.</p>
      </div>
      {error !== null && (
        <Alert tone="warn">The settings in this address can’t be used, so these are the usual ones. {error}</Alert>
      )}
      <PasswordGenerator
        initialMode={mode}
        initialDrafts={draftsFromSettings(settings, siteAnswer)}
        apiEndpoint={publicOrigin + apiRoutes.generatePassword()}
        account={account}
        presetLinks={account && <PresetLinks presets={account.presets} />}
      />
    </div>
  );
}

/** Nothing is asked of the database for a visitor. */
async function readAccount(): Promise<GeneratorAccount | null> {
  const context = await readPageContext();
  if (!isFullyLoggedIn(context)) return null;
  const { items } = await listPresets(context);
  return {
    presets: items,
    savePreset: savePresetAction,
    renamePreset: renamePresetAction,
    deletePreset: deletePresetAction,
    readReceiptKey: readReceiptKeyAction,
    keepReceipt: keepReceiptAction,
  };
}
