import type { OpenDatabase, ReadDatabase } from "@/lib/data/database";
import { type Model, type ModelField, readModels } from "./model-fields";

const texts = [
  "",
  "O'Neil",
  "Zoë",
  "Zoe\u0308",
  "龍 🔑",
  "a\\b",
  '"x"',
  "NULL",
  "{1,2}",
  "\n\t\r",
  "\uffff",
  "Z",
  "a",
  "%_",
];
const integers = [0, 1, -1, 2_147_483_647, -2_147_483_648];
const floats = [0, 0.1, 1e-7, 128.553, 1e21, -2.5e-10];
const moments = [
  "1969-12-31T23:59:59.999Z",
  "2026-01-02T03:04:05.678Z",
  "0001-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
];

/** Fills every table of the models with rows whose values are hard to keep; a new model or field is filled too. */
export async function fillDatabase({ write }: Pick<OpenDatabase, "write">, rows = texts.length): Promise<void> {
  const models = readModels();
  const numbers = Array.from({ length: rows }, (_, number) => number);
  await write(async (tx) => {
    for (const model of inDependencyOrder(models)) {
      const data = numbers.map((number) =>
        Object.fromEntries(
          model.fields
            .filter(({ isCounted }) => !isCounted)
            .map((field) => [field.name, valueOf(models, { model, field, number })]),
        ),
      );
      await delegateOf(tx, model).createMany({ data });
    }
    // The row that the migrations create.
    await tx.auditChain.updateMany({ data: { sealedCount: 7, link: "link", checkedAt: new Date(moments[1] ?? 0) } });
  });
}

/** All rows of all models as Prisma's client reads them, in an order that doesn't depend on the database. */
export async function readAllRows(db: ReadDatabase): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const model of readModels()) {
    const rows = await delegateOf(db, model).findMany();
    tables[model.table] = rows.sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
  }
  return tables;
}

type Delegate = { createMany(input: { data: object[] }): Promise<unknown>; findMany(): Promise<unknown[]> };

/** JSON has no 64-bit integers. */
function textOf(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

function delegateOf(db: object, { name }: Model): Delegate {
  return Reflect.get(db, `${name.charAt(0).toLowerCase()}${name.slice(1)}`) as Delegate;
}

function inDependencyOrder(models: readonly Model[]): Model[] {
  const ordered = new Set<Model>();
  const add = (model: Model): void => {
    for (const { refersTo } of model.fields) {
      const target = models.find(({ name }) => name === refersTo?.model);
      if (target !== undefined && target !== model) add(target);
    }
    ordered.add(model);
  };
  models.forEach(add);
  return [...ordered];
}

function valueOf(
  models: readonly Model[],
  { model, field, number }: { model: Model; field: ModelField; number: number },
): unknown {
  if (field.refersTo !== null) {
    const { refersTo } = field;
    const target = models.find(({ name }) => name === refersTo.model);
    const referred = target?.fields.find(({ name }) => name === refersTo.field);
    if (target === undefined || referred === undefined)
      throw new Error(`${model.name}.${field.name} refers to nothing.`);
    return valueOf(models, { model: target, field: referred, number });
  }
  const position = model.fields.indexOf(field);
  if (field.isOptional && (number + position) % 3 === 0) return null;
  const pick = <Sample>(samples: readonly Sample[]): Sample | undefined => samples[number % samples.length];
  switch (field.type) {
    case "String":
      return `${pick(texts)}${number}`;
    case "Int":
      // Some are unique.
      return number < integers.length ? integers[number] : number * 1_000;
    case "BigInt":
      return BigInt(integers[number % integers.length] ?? 0) * 1_000n;
    case "Float":
      return pick(floats);
    case "Boolean":
      return number % 2 === 0;
    case "DateTime":
      // Some are unique; the last moment has none after it.
      return new Date(new Date(pick(moments) ?? 0).getTime() + (number % moments.length === 3 ? -number : number));
    default:
      throw new Error(`Choose values for the type ${field.type}.`);
  }
}
