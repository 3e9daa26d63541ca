import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The environment without the product's settings, which .env.example lists: tests must not use a real mail server or
 * database from a developer's shell.
 *
 * @param {string} root
 * @param {import("./run.mjs").Environment} environment
 * @returns {import("./run.mjs").Environment}
 */
export function testEnvironment(root, environment) {
  const dropped = new Set([...settingsOf(root), "NODE_ENV"]);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !dropped.has(name)));
}

/**
 * Every setting as an empty value, which counts as unset, so that a developer's .env doesn't set it.
 *
 * @param {string} root
 * @returns {Record<string, string>}
 */
export function blankSettings(root) {
  return Object.fromEntries(settingsOf(root).map((name) => [name, ""]));
}

/** @param {string} root */
function settingsOf(root) {
  const example = path.join(root, ".env.example");
  return existsSync(example) ? settingNames(readFileSync(example, "utf8")) : [];
}

/**
 * @param {string} example
 * @returns {string[]}
 */
export function settingNames(example) {
  return [...example.matchAll(/^#?\s*([A-Z][A-Z0-9_]*)=/gm)].flatMap(([, name]) => name ?? []);
}
