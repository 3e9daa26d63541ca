"use client";

import { use, useEffect, useState } from "react";
import type { WordListName } from "@/lib/domain/passphrases/passphrase-options";
import { loadWordList } from "@/lib/domain/passphrases/word-lists";

type Words = readonly string[];

const onServer = typeof window === "undefined";
const lists = new Map<WordListName, Promise<Words>>();

/** The list's words; null in the browser until they are loaded. The server waits for them, because it renders once. */
export function useWordList(name: WordListName): Words | null {
  const [loaded, setLoaded] = useState<{ name: WordListName; words: Words } | null>(null);

  useEffect(() => {
    let isWanted = true;
    void wordList(name).then((words) => isWanted && setLoaded({ name, words }));
    return () => {
      isWanted = false;
    };
  }, [name]);

  if (onServer) return use(wordList(name));
  return loaded?.name === name ? loaded.words : null;
}

function wordList(name: WordListName): Promise<Words> {
  const list = lists.get(name) ?? loadWordList(name);
  lists.set(name, list);
  return list;
}
