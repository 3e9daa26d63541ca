import { draftsFromSettings } from "@/components/passwords/generator-drafts";
import { MadeOnThisDevice } from "@/components/passwords/made-on-this-device";
import { PasswordGenerator } from "@/components/passwords/password-generator";
import { Alert } from "@/components/ui/alert";
import { readGeneratorPage } from "@/lib/web/generator-page";
import { readPublicOrigin } from "@/lib/web/public-origin";
import { withRulesOfSite } from "@/lib/web/site-of-page";

type HomePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HomePage({ searchParams }: HomePageProps) {
  const { mode, settings, error, siteAnswer } = await withRulesOfSite(readGeneratorPage(await searchParams));
  const apiOrigin = await readPublicOrigin();
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
      <PasswordGenerator initialMode={mode} initialDrafts={draftsFromSettings(settings, siteAnswer)} apiOrigin={apiOrigin} />
    </div>
  );
}
