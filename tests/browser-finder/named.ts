// The browser somebody named with CHROME_PATH.
import { browserAt, type Strategy } from './strategy.ts'

export const namedBrowser: Strategy = async function* (machine) {
  const named = machine.env['CHROME_PATH']
  if (!named) return
  const from = `CHROME_PATH (${named})`
  if (machine.exists(named)) yield { from, browser: browserAt(machine, named) }
  else yield { from, refusal: 'there is no such file' }
}
