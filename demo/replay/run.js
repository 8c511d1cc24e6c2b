// `npm run replay`: a recording in CSV, played into the running demo as if it were measured now.

import process from 'node:process'
import { runnerImport } from 'vite'

const { module } = await runnerImport('./demo/replay/main.ts', { configFile: false, logLevel: 'warn' })
process.exitCode = await module.main(process.argv.slice(2))
