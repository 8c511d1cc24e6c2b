// When a ratio to uPlot has become worse. The room is generous, for the machines it runs on are unknown and busy:
// it reports a chart that has become slow, not one that has become slower.
import expectations from './guard.json' with { type: 'json' }

export interface Expectation {
  case: string
  /** Cost of Watchdeck by that of uPlot, as it was when this was last looked at. */
  expected: number
  /** Up to here all is well, whatever was expected. */
  must: number
}

/** So much worse than expected is still noise. */
const ROOM = 2

export function expectationOf(name: string): Expectation {
  const found = expectations.find((expectation) => expectation.case === name)
  if (!found) throw new Error(`guard.json says nothing about "${name}".`)
  return found
}

export function highestRatio({ expected, must }: Expectation): number {
  return Math.max(ROOM * expected, must)
}

/**
 * The ratio of the least costs: what else the machine does can only add to them.
 * @param watchdeck one cost a round, as `uplot`, of the same rounds
 */
export function ratioOfCosts(watchdeck: readonly number[], uplot: readonly number[]): number {
  return Math.min(...watchdeck) / Math.min(...uplot)
}

/** What to tell somebody whose change made the charts slow. */
export function complaint(expectation: Expectation, ratio: number): string {
  return (
    `${expectation.case}: Watchdeck costs ${ratio.toFixed(2)} times what uPlot does, twice measured; ` +
    `${expectation.expected.toFixed(2)} is expected and ${highestRatio(expectation).toFixed(2)} the most allowed. ` +
    'See where the time goes with `npm run bench -- --only charts,wall`.'
  )
}
