// What a system without limits says of them.
import type { Update } from '../domain/updates'

/** That there are none is known: it is not that nobody has read them yet (T9). */
export const NO_LIMITS: Update = Object.freeze({ kind: 'limits', access: 'known', limits: [] })
