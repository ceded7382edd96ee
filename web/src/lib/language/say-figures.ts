import { sayerOf } from './sayer.ts'

/** Codes that only pages of published figures say: what a potential is reckoned from, and factors of materials. */
export const sayFigure = sayerOf(
  import.meta.glob(['../paraglide/messages/driver_*.js', '../paraglide/messages/factor_*.js'], {
    eager: true,
  }),
)
