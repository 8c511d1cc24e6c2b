// Starts one load and the built page in front of it, by hand: node tests/bench/application/run.js L3
import process from 'node:process'
import { runnerImport } from 'vite'

const { module } = await runnerImport('./tests/bench/application/by-hand.ts', {
  configFile: false,
  logLevel: 'warn',
})
await module.main(process.argv.slice(2))
