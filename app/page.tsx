import { PasswordGenerator } from "@/components/passwords/password-generator";
import { Alert } from "@/components/ui/alert";
import { readGeneratorPageOptions } from "@/lib/web/generator-page";
import { readPublicOrigin } from "@/lib/web/public-origin";

type HomePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HomePage({ searchParams }: HomePageProps) {
  const { options, error } = readGeneratorPageOptions(await searchParams);
  const apiOrigin = await readPublicOrigin();
  return (
    <div className="flex flex-col gap-4 pt-4 pb-8 sm:gap-6 sm:pt-8">
      <div className="flex flex-col gap-1">
        <h1 className="text-25 font-semibold tracking-tight">Password generator</h1>
        <p className="text-muted noscript:hidden">Made in this browser. It is not sent anywhere and not stored.</p>
        <p className="hidden text-muted noscript:block">Made by this server for this page alone, and not stored.</p>
      </div>
      {error !== null && (
        <Alert tone="warn">The settings in this address can’t be used, so these are the usual ones. {error}</Alert>
      )}
      <PasswordGenerator initialOptions={options} apiOrigin={apiOrigin} />
    </div>
  );
}
