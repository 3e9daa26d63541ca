"use client";

import { useState } from "react";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { Recipe } from "./recipe";

type Made = { recipe: Recipe; password: string };

/** A password by the recipe, made in the browser and never on the server; a new recipe makes a new one. */
export function usePassword(recipe: Recipe | null): {
  password: string | null;
  /** How often another one was asked for. */
  draws: number;
  makeAnother: () => void;
} {
  const inBrowser = useInBrowser();
  const [made, setMade] = useState<Made | null>(null);
  const [draws, setDraws] = useState(0);

  // Made while rendering, so that no password is ever shown beside settings that it was not made by.
  if (inBrowser && recipe?.draw && made?.recipe !== recipe) setMade({ recipe, password: recipe.draw() });

  function makeAnother(): void {
    if (!recipe?.draw) return;
    setMade({ recipe, password: recipe.draw() });
    setDraws(draws + 1);
  }

  return { password: recipe !== null && made?.recipe === recipe ? made.password : null, draws, makeAnother };
}
