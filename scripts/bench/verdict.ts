/** `wrong`: a promise was broken; `missed`: a figure is not what was promised, which a busy machine can cause. */
export type Verdict = 'holds' | 'missed' | 'wrong'
