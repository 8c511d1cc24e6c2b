// The systems that the demo speaks, in the order in which they claim paths: those with a prefix of their own first.

import type { SystemKind } from '../backend/system'
import { webmacs } from './webmacs'

export const systemKinds: readonly SystemKind[] = [webmacs]
