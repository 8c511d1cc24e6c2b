// Nothing: what the page itself and the making of the samples cost.
import type { Mount } from '../subject.ts'

export const mount: Mount = () => ({ append: () => undefined, draw: () => undefined })
