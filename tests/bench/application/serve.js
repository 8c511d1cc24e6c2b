// A load server in a process of its own, so that it takes no time from what is measured. WATCHDECK_BENCH_LOAD holds its
// options as JSON; it sends its port to its parent, and ends with it.
import process from 'node:process'
import { runnerImport } from 'vite'

process.once('disconnect', () => process.exit(0))

const { module } = await runnerImport('./tests/bench/application/load-server.ts', {
  configFile: false,
  logLevel: 'warn',
})
process.send?.({ port: await module.serveLoad(JSON.parse(process.env.WATCHDECK_BENCH_LOAD ?? '{}')) })
