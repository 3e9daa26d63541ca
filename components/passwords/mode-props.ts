import type { GeneratorFrame } from "./generator-body";

/** What each mode works on: its form as it stands, and the page around it. */
export type ModeProps<Draft> = { draft: Draft; change: (changes: Partial<Draft>) => void; frame: GeneratorFrame };
