// Control Center (FastAPI): the whole state of its components and metrics each 2 s, REST under /api, no sign-in.
// This part is light, the page holds it; decoder and REST are loaded by the engine.
import type { Protocol } from '../../protocol'
import { commands } from './commands'
import { policy } from './policy'
import { texts } from './texts'

const controlCenter: Protocol = {
  label: texts.label,
  options: [],
  // "No authentication", Security Considerations.
  authMethods: [],
  links: [{ id: 'status', label: texts.link, policy }],
  // "Sent every 2 seconds with complete system state".
  cadenceHintMs: 2_000,
  capabilities: { history: false, limits: false, polling: true },
  commands,
  load: async () => (await import('./runtime')).runtime,
}

export default controlCenter
