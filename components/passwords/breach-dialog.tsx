"use client";

import { type FormEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, useOpenDialog } from "@/components/ui/dialog";
import { PasswordField } from "@/components/ui/password-field";
import { type BreachOutcome, canHash, checkBreaches } from "./check-breaches";

/** Open while mounted. */
export function BreachDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog id="breaches-title" title="Known breaches" dialog={useOpenDialog()} onClose={onClose}>
      {canHash() ? <BreachForm /> : <NoHashing />}
    </Dialog>
  );
}

function NoHashing() {
  return (
    <Alert tone="warn">
      This page isn’t opened over https, and browsers hash passwords only there. Open it over https to check a password.
    </Alert>
  );
}

function BreachForm() {
  const [password, setPassword] = useState("");
  const [outcome, setOutcome] = useState<BreachOutcome | "checking" | null>(null);
  // The last check counts, in whatever order the replies arrive.
  const checks = useRef(0);

  function change(next: string): void {
    checks.current += 1;
    setPassword(next);
    setOutcome(null);
  }

  async function check(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (password === "") return;
    const own = (checks.current += 1);
    setOutcome("checking");
    const found = await checkBreaches(password);
    if (own === checks.current) setOutcome(found);
  }

  return (
    <form autoComplete="off" onSubmit={(event) => void check(event)} className="flex flex-col gap-4">
      <PasswordField
        name="checked-password"
        label="Any password"
        autoComplete="off"
        hint="Your browser sends 5 of the 40 digits of its hash. Neither the password nor its whole hash is sent."
        value={password}
        onChange={(event) => change(event.target.value)}
      />
      <Button type="submit" appearance="primary" className="self-start" disabled={outcome === "checking"}>
        {outcome === "checking" ? "Checking…" : "Check password"}
      </Button>
      {outcome !== null && outcome !== "checking" && <Outcome outcome={outcome} />}
    </form>
  );
}

function Outcome({ outcome }: { outcome: BreachOutcome }) {
  switch (outcome.kind) {
    case "counted":
      if (outcome.count === 0) return <Alert tone="ok">This password isn’t in known breaches.</Alert>;
      return (
        <Alert tone="danger">
          This password is in known breaches, {outcome.count.toLocaleString("en")}{" "}
          {outcome.count === 1 ? "time" : "times"}. Don’t use it, and change it wherever you do.
        </Alert>
      );
    case "busy":
      return <Alert tone="warn">Too many checks. Try again in a minute.</Alert>;
    case "unavailable":
      return <Alert tone="warn">The breach service didn’t answer. Try again later.</Alert>;
    case "unreachable":
      return <Alert tone="warn">The server can’t be reached. Check your connection and try again.</Alert>;
  }
}
