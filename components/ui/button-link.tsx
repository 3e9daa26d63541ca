import type { ComponentProps } from "react";
import { type ButtonAppearance, buttonClasses } from "./button";
import { joinClasses } from "./join-classes";

type ButtonLinkProps = ComponentProps<"a"> & { appearance?: ButtonAppearance };

/** A link that looks like a button. */
export function ButtonLink({ appearance = "secondary", className, ...link }: ButtonLinkProps) {
  return <a {...link} className={joinClasses(buttonClasses(appearance), className)} />;
}
