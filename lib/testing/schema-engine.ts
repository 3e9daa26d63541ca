import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
  type SqlMigrationAwareDriverAdapterFactory,
  bindMigrationAwareSqlAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type * as EnginePackage from "@prisma/schema-engine-wasm";

type EngineModule = typeof EnginePackage & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/** Prisma's schema engine as WebAssembly, without a download. For migrations and tests only. */
export async function startSchemaEngine(
  datamodel: EnginePackage.SchemaContainer[],
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<EnginePackage.SchemaEngine> {
  const { SchemaEngine } = await loadEngine();
  const datamodels = datamodel.map((file): [string, string] => [file.path, file.content]);
  return SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter));
}

let loading: Promise<EngineModule> | undefined;

function loadEngine(): Promise<EngineModule> {
  loading ??= instantiate();
  return loading;
}

// The package's entry point imports the .wasm file as a module, which Node 20 can't do.
async function instantiate(): Promise<EngineModule> {
  const glue = "@prisma/schema-engine-wasm/schema_engine_bg";
  // The glue file exports what the package's types describe; only the path differs.
  const engine = (await import(glue)) as EngineModule;
  const wasmFile = createRequire(import.meta.url)
    .resolve(glue)
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  return engine;
}
