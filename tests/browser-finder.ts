// The browser that the tests run in: `findBrowser` finds one, proves it and remembers it for the run.
// Ways to come by one live in browser-finder/, one file each, in the order of browser-finder/search.ts.
import { thisMachine } from './browser-finder/machine.ts'
import { recall, remember } from './browser-finder/memory.ts'
import type { Browser } from './browser-finder/proof.ts'
import { search } from './browser-finder/search.ts'

export { launchOptions, type Browser } from './browser-finder/proof.ts'

/** A browser that has opened a page with text on it. @throws NoBrowser with a word for the person. */
export async function findBrowser(): Promise<Browser> {
  const machine = await thisMachine()
  const known = recall(machine)
  if (known) return known
  const found = await search(machine)
  remember(machine, found)
  return found
}
