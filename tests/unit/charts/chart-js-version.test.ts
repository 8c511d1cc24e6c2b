// Our charts rely on more of Chart.js than it promises, so its version changes only together with the contract.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CONTRACT_VERSION } from '../../../src/charts/contract/chart-js-contract'

function textOf(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
}

describe('the version of Chart.js', () => {
  it('is pinned exactly to the one that the contract was written for', () => {
    expect(JSON.parse(textOf('package.json'))).toMatchObject({
      dependencies: { 'chart.js': CONTRACT_VERSION },
    })
  })

  it('is the one that is locked and installed', () => {
    const lock: unknown = JSON.parse(textOf('package-lock.json'))
    expect(lock).toMatchObject({ packages: { 'node_modules/chart.js': { version: CONTRACT_VERSION } } })
    const installed: unknown = JSON.parse(textOf('node_modules/chart.js/package.json'))
    expect(installed).toMatchObject({ version: CONTRACT_VERSION })
  })
})
