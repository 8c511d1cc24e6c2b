// The demo's process: one backend for all systems. Forked, it tells its parent the port; alone, it prints it.

import { createBackend } from './backend/backend'
import { systemClock } from './clock'
import { exitWithParent } from './process/kept-process'
import { systemKinds } from './systems'

exitWithParent()

const backend = createBackend(systemClock, systemKinds)
try {
  const port = await backend.listen(Number(process.env.WATCHDECK_DEMO_PORT ?? 0))
  await backend.start()
  if (process.send) process.send({ type: 'listening', port, sources: backend.sources })
  else console.log(`The demo backend answers at http://127.0.0.1:${port}/demo`)
} catch (error) {
  console.error(`The demo backend did not start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
