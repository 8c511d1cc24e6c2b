// `node tests/bench/application/run.js L3`: a load to look at, or to profile, until Ctrl+C.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLoadedDeck } from './loaded-deck.ts'
import { describeLoad, isLoadName, LOADS } from './loads.ts'

export async function main([name]: readonly string[]): Promise<void> {
  if (!isLoadName(name)) {
    console.error(`Name one of ${Object.keys(LOADS).join(', ')}: node tests/bench/application/run.js L3`)
    process.exitCode = 1
    return
  }
  const deck = await startLoadedDeck(join(tmpdir(), 'watchdeck-bench'), name)
  console.log(`${describeLoad(name)}\n  page    ${deck.url}\n  counts  ${deck.backend}/bench/sent`)
  process.once('SIGINT', () => void deck.stop().then(() => process.exit(0)))
}
