"use client";

import { useState } from "react";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { Recipe } from "./recipe";

type Made = { recipe: Recipe; password: string };

/** A password for the recipe, generated only in the browser; a new recipe gives a new password. */
export function usePassword(recipe: Recipe | null): {
  password: string | null;
  /** How many passwords the user has requested. */
  draws: number;
  /** Returns the new password; null without settings. */
  regenerate: () => string | null;
} {
  const inBrowser = useInBrowser();
  const [made, setMade] = useState<Made | null>(null);
  const [draws, setDraws] = useState(0);

  // Generated during rendering, so that the displayed password always matches the displayed settings.
  if (inBrowser && recipe?.draw && made?.recipe !== recipe) setMade({ recipe, password: recipe.draw() });

  function regenerate(): string | null {
    if (!recipe?.draw) return null;
    const password = recipe.draw();
    setMade({ recipe, password });
    setDraws(draws + 1);
    return password;
  }

  return { password: recipe !== null && made?.recipe === recipe ? made.password : null, draws, regenerate };
}
