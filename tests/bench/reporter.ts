// Collects what the benchmarks recorded and writes it to results.md, or to the terminal in a trial.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { findBrowser } from '../browser-finder.ts'
import { prove } from '../browser-finder/proof.ts'
import { options, SECTIONS } from './options.ts'
import { resultsPage, tableOf } from './results-page.ts'
import { recorded, type Measurement } from './results.ts'

const RESULTS = fileURLToPath(new URL('results.md', import.meta.url))

export default class ResultsReporter implements Reporter {
  private readonly measurements: Measurement[] = []

  onTestEnd({ title, location }: TestCase, { attachments, status }: TestResult): void {
    this.measurements.push(...recorded(attachments))
    if (status === 'passed' || status === 'skipped') return
    // What could not be measured must not read as if nobody had asked.
    const section = SECTIONS.find((name) => basename(location.file).startsWith(`${name}.`))
    const nothing = { subject: 'Watchdeck', figure: 'Failed before its end', unit: '' as const, values: [] }
    if (section) this.measurements.push({ section, what: title, ...nothing })
  }

  async onEnd(): Promise<void> {
    const { measurements } = this
    if (options.guard || measurements.length === 0) return
    if (options.trial) {
      console.log(`\n${tableOf(measurements)}`)
      return
    }
    const former = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : ''
    writeFileSync(RESULTS, resultsPage(former, measurements, await circumstances()))
    console.log(`\nWritten to ${RESULTS}`)
  }

  printsToStdio(): boolean {
    return false
  }
}

/** When and on what: no names of machines or people. */
async function circumstances(): Promise<string> {
  const proof = await prove(await findBrowser())
  const processors = cpus()
  return [
    `Measured ${new Date().toISOString().slice(0, 10)}`,
    `${String(processors.length)} × ${processors[0]?.model.trim() ?? 'unknown processor'}`,
    `${platform()} ${arch()}`,
    `Node ${process.versions.node}`,
    proof.works ? `Chromium ${proof.version}` : 'unknown browser',
  ].join(' · ')
}
