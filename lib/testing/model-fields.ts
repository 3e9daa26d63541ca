import { readFileSync } from "node:fs";
import path from "node:path";

export type ModelField = {
  name: string;
  column: string;
  type: string;
  isOptional: boolean;
  /** The database numbers it. */
  isCounted: boolean;
  /** The field of another model that it refers to. */
  refersTo: { model: string; field: string } | null;
};

export type Model = { name: string; table: string; fields: ModelField[] };

const scalars = ["String", "Int", "BigInt", "Float", "Boolean", "DateTime", "Bytes", "Json", "Decimal"];

/** The models of prisma/models.prisma with their scalar fields, read from the text, as a second opinion beside catalogues. */
export function readModels(): Model[] {
  const text = readFileSync(path.join(process.cwd(), "prisma", "models.prisma"), "utf8");
  return [...text.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name = "", body = ""]) => {
    const lines = body.split("\n").map((line) => line.trim());
    const relations = lines.flatMap((line) => relationsOf(line));
    const fields = lines.flatMap((line) => {
      const [, field = "", type = "", optional] = /^(\w+)\s+(\w+)(\?)?(?:\s|$)/.exec(line) ?? [];
      if (!scalars.includes(type)) return [];
      return {
        name: field,
        column: /[^@]@map\("(\w+)"\)/.exec(line)?.[1] ?? field,
        type,
        isOptional: optional !== undefined,
        isCounted: line.includes("@default(autoincrement())"),
        refersTo: relations.find(({ from }) => from === field) ?? null,
      };
    });
    return { name, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, fields };
  });
}

function relationsOf(line: string): { from: string; model: string; field: string }[] {
  const [, model, from, field] =
    /^\w+\s+(\w+)\??\s+@relation\(fields: \[(\w+)\], references: \[(\w+)\]/.exec(line) ?? [];
  return model === undefined || from === undefined || field === undefined ? [] : [{ from, model, field }];
}
