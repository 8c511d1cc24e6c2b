// `npm run demo`: the demo's backend alone, without the page. WATCHDECK_DEMO_PORT names a port.

import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { runnerImport } from 'vite'

const { module } = await runnerImport('./demo/plugin/build.ts', { configFile: false, logLevel: 'warn' })
await import(pathToFileURL(await module.buildDemo(process.cwd())).href)
