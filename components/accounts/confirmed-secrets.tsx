import { RecoveryCodeList, type RecoveryCodeOwner } from "@/components/two-factor/recovery-code-list";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { FormOutcome } from "@/components/ui/form-outcome";
import { OneTimeLink } from "@/components/ui/one-time-link";
import { SecretText } from "@/components/ui/secret-text";

type ConfirmedSecretsProps = {
  message: string;
  secrets: readonly string[];
  owner: RecoveryCodeOwner;
  returnPath: string;
};

/** The result of a form that was done after re-authentication, when it has a secret: shown here, once. */
export function ConfirmedSecrets({ message, secrets, owner, returnPath }: ConfirmedSecretsProps) {
  return (
    <div className="flex flex-col gap-4">
      <FormOutcome state={{ status: "done", message }} />
      <Secrets secrets={secrets} owner={owner} />
      <p className="text-14 text-muted">Save it before you continue.</p>
      <div>
        <ButtonLink href={returnPath} appearance="primary">
          Continue
        </ButtonLink>
      </div>
    </div>
  );
}

function Secrets({ secrets, owner }: Pick<ConfirmedSecretsProps, "secrets" | "owner">) {
  const [secret = ""] = secrets;
  if (secrets.length > 1) return <RecoveryCodeList codes={secrets} owner={owner} />;
  if (/^https?:\/\/\S+$/.test(secret)) return <OneTimeLink link={secret} />;
  if (!secret.includes("\n")) return <SecretText text={secret} what="password" />;
  return (
    <>
      <pre
        translate="no"
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-md bg-sunken p-4 font-mono text-12 wrap-anywhere whitespace-pre-wrap"
      >
        {secret}
      </pre>
      <div>
        <CopyButton text={secret} what="message" appearance="secondary" />
      </div>
    </>
  );
}
