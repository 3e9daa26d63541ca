"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

type HeaderLinkProps = {
  href: string;
  /** A second page of the area. Pages below `href` belong to it too, except below the home page. */
  also?: string;
  className: string;
  children: ReactNode;
};

/** Marks the area of the page that is shown. */
export function HeaderLink({ href, also, className, children }: HeaderLinkProps) {
  const path = usePathname();
  const isCurrent = path === href || path === also || (href !== "/" && path.startsWith(`${href}/`));
  return (
    <a
      href={href}
      aria-current={path === href ? "page" : isCurrent ? "true" : undefined}
      className={joinClasses(className, isCurrent && "text-text")}
    >
      {children}
    </a>
  );
}
