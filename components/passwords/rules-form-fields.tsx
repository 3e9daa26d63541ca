"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { NumberField } from "@/components/ui/number-field";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { PASSWORD_LENGTH_MAX, SYMBOLS } from "@/lib/domain/passwords/generator-options";
import { charactersOf, setOf } from "@/lib/domain/rules/character-set";
import {
  classesAllowedBy,
  type FormClass,
  formClasses,
  type RulesForm,
  type RulesOnForm,
  SYMBOL_SET,
} from "@/lib/domain/rules/rules-form";
import { describeKept } from "./describe-rules";
import { isWholeNumber } from "./is-whole-number";

type RulesFormFieldsProps = { rules: RulesOnForm; onChange: (rules: RulesOnForm) => void };

const classLabels: Record<FormClass, string> = {
  lower: "Lowercase letters",
  upper: "Uppercase letters",
  digit: "Digits",
  symbol: "Symbols",
};

const NOT_ALLOWED = "none";
const COUNTS = [1, 2, 3, 4];
const RUNS = [1, 2, 3, 4, 5];

/** Password rules as fields. What they can't show is listed below them, and stays when they change. */
export function RulesFormFields({ rules: { form, kept }, onChange }: RulesFormFieldsProps) {
  const change = (changes: Partial<RulesForm>): void => onChange({ form: { ...form, ...changes }, kept });
  const allowed = formClasses.filter((name) => form.classes[name] !== null);
  const allowedByKept = useMemo(() => classesAllowedBy(kept), [kept]);
  const mayForbid = (name: FormClass): boolean =>
    !allowedByKept.has(name) && (kept.length > 0 || allowed.some((other) => other !== name));
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <LengthField
          name="length_min"
          label="Length from"
          value={form.lengthMin}
          onValueChange={(lengthMin) => change({ lengthMin })}
        />
        <LengthField
          name="length_max"
          label="Length to"
          value={form.lengthMax}
          onValueChange={(lengthMax) => change({ lengthMax })}
        />
      </div>
      <div className="grid grid-cols-1 gap-4 min-[22rem]:grid-cols-2">
        {formClasses.map((name) => (
          <SelectField
            key={name}
            name={`class_${name}`}
            label={classLabels[name]}
            options={classOptions(form.classes[name], mayForbid(name))}
            value={String(form.classes[name] ?? NOT_ALLOWED)}
            onValueChange={(value) =>
              change({ classes: { ...form.classes, [name]: value === NOT_ALLOWED ? null : Number(value) } })
            }
          />
        ))}
      </div>
      {form.classes.symbol !== null && (
        <SymbolsField value={form.symbols} onValueChange={(symbols) => change({ symbols })} />
      )}
      <div className="grid grid-cols-1 gap-4 min-[22rem]:grid-cols-2">
        <SelectField
          name="repeating"
          label="Repeats (aaa)"
          options={runOptions(form.repeatingMax, "Never twice")}
          value={String(form.repeatingMax ?? "")}
          onValueChange={(value) => change({ repeatingMax: value === "" ? null : Number(value) })}
        />
        <SelectField
          name="sequential"
          label="Sequences (abc)"
          options={runOptions(form.sequentialMax, "None")}
          value={String(form.sequentialMax ?? "")}
          onValueChange={(value) => change({ sequentialMax: value === "" ? null : Number(value) })}
        />
      </div>
      {kept.length > 0 && <KeptRules kept={kept} onChange={(rest) => onChange({ form, kept: rest })} />}
    </>
  );
}

function KeptRules({ kept, onChange }: { kept: readonly string[]; onChange: (kept: readonly string[]) => void }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 id="kept-rules" className="text-14 font-medium">
        Also in the rules
      </h3>
      <ul aria-labelledby="kept-rules" className="flex flex-col divide-y divide-border">
        {kept.map((rule, index) => (
          <li key={rule} className="flex items-center justify-between gap-4 text-14">
            <span className="min-w-0 wrap-anywhere">{describeKept(rule)}</span>
            <Button
              appearance="quiet"
              className="-mr-4 shrink-0"
              aria-label={`Remove: ${describeKept(rule)}`}
              onClick={() => onChange(kept.filter((_, other) => other !== index))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

type LengthFieldProps = {
  name: string;
  label: string;
  value: number | null;
  onValueChange: (value: number | null) => void;
};

function LengthField({ name, label, value, onValueChange }: LengthFieldProps) {
  const [shown, setShown] = useTyped(value, (one) => String(one ?? ""));
  const isValid = shown === "" || isWholeNumber(shown, 1, PASSWORD_LENGTH_MAX);
  return (
    <NumberField
      name={name}
      label={label}
      min={1}
      max={PASSWORD_LENGTH_MAX}
      value={shown}
      error={isValid ? undefined : `Enter a number from 1 to ${PASSWORD_LENGTH_MAX}.`}
      onValueChange={(text) => {
        const next = text === "" ? null : isWholeNumber(text, 1, PASSWORD_LENGTH_MAX) ? Number(text) : undefined;
        setShown(text, next === undefined ? value : next);
        if (next !== undefined && next !== value) onValueChange(next);
      }}
    />
  );
}

function SymbolsField({ value, onValueChange }: { value: string; onValueChange: (value: string) => void }) {
  const [shown, setShown] = useTyped(value, (one) => one);
  const others = [...shown].filter((one) => (setOf(one) & SYMBOL_SET) === 0n);
  return (
    <TextField
      name="allowed_symbols"
      label="Allowed symbols"
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      hint={
        <>
          If empty, all: <span className="font-mono break-all">{SYMBOLS}</span>
        </>
      }
      error={
        others.length === 0
          ? undefined
          : "Enter only symbols of this list. Letters, digits and spaces have their own settings."
      }
      value={shown}
      className="w-full font-mono"
      onChange={(event) => {
        const text = event.target.value;
        const symbols = charactersOf(setOf(text) & SYMBOL_SET).join("");
        setShown(text, symbols);
        if (symbols !== value) onValueChange(symbols);
      }}
    />
  );
}

/** The text that the user types, as long as the value is the one that the text gave. */
function useTyped<Value>(
  value: Value,
  write: (value: Value) => string,
): [shown: string, setShown: (text: string, gives: Value) => void] {
  const [typed, setTyped] = useState<{ text: string; gives: Value } | null>(null);
  const shown = typed !== null && typed.gives === value ? typed.text : write(value);
  return [shown, (text, gives) => setTyped({ text, gives })];
}

type Option = { value: string; label: string };

function classOptions(minimum: number | null, mayBeNone: boolean): Option[] {
  const counts = minimum !== null && minimum > 0 && !COUNTS.includes(minimum) ? [...COUNTS, minimum] : COUNTS;
  return [
    ...(mayBeNone || minimum === null ? [{ value: NOT_ALLOWED, label: "Not allowed" }] : []),
    { value: "0", label: "Optional" },
    ...counts.map((count) => ({ value: String(count), label: `At least ${count}` })),
  ];
}

function runOptions(max: number | null, one: string): Option[] {
  const runs = max !== null && !RUNS.includes(max) ? [...RUNS, max] : RUNS;
  return [
    { value: "", label: "Any number" },
    ...runs.map((run) => ({ value: String(run), label: run === 1 ? one : `At most ${run}` })),
  ];
}
