// The systems that the demo speaks, in the order in which the page shows them. No path belongs to two of them.

import type { SystemKind } from '../backend/system'
import { controlCenter } from './control-center'
import { newloom } from './newloom'
import { servosense } from './servosense'
import { webmacs } from './webmacs'
import { workspaceChat } from './workspace-chat'

export const systemKinds: readonly SystemKind[] = [webmacs, servosense, controlCenter, newloom, workspaceChat]
