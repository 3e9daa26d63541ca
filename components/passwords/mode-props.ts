import type { GeneratorFrame } from "./generator-body";

/** The props of each mode's panel: its form values and the state shared with the page. */
export type ModeProps<Draft> = { draft: Draft; change: (changes: Partial<Draft>) => void; frame: GeneratorFrame };
