"use client";

import { useEffect } from "react";

/** Opens a menu again after one of its links, whose URL ends with the menu's id, has loaded the page. */
export function ReopenedMenu({ id }: { id: string }) {
  useEffect(() => {
    const { hash, pathname, search } = window.location;
    if (hash !== `#${id}`) return;
    document.getElementById(id)?.showPopover();
    // Without it a reload would open the menu.
    window.history.replaceState(window.history.state, "", pathname + search);
  }, [id]);
  return null;
}
