// Collects what the benchmarks recorded and writes it after each case, so that a run that is ended loses nothing: to
// results.md, in a trial elsewhere, and to the terminal alone when only a part was asked for.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { findBrowser } from '../browser-finder.ts'
import { prove } from '../browser-finder/proof.ts'
import { options, SECTIONS } from './options.ts'
import { resultsPage, tableOf } from './results-page.ts'
import { recorded, type Measurement } from './results.ts'

const PLACE = options.trial ? '../../test-results/bench-trial.md' : 'results.md'
const RESULTS = fileURLToPath(new URL(PLACE, import.meta.url))

export default class ResultsReporter implements Reporter {
  private readonly measurements: Measurement[] = []
  private readonly former = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : ''
  private circumstances = Promise.resolve('')
  private written = Promise.resolve()

  onBegin(): void {
    this.circumstances = circumstances()
  }

  onTestEnd({ title, location }: TestCase, { attachments, status, errors }: TestResult): void {
    this.measurements.push(...recorded(attachments))
    // What could not be measured must not read as if nobody had asked.
    const section = SECTIONS.find((name) => basename(location.file).startsWith(`${name}.`))
    if (section && status !== 'passed' && status !== 'skipped') {
      const failed = stripVTControlCharacters(errors[0]?.message ?? status)
      const nothing = { figure: 'Failed before its end', unit: '' as const, values: [], failed }
      this.measurements.push({ section, what: title, subject: 'Watchdeck', ...nothing })
    }
    this.written = this.written.then(() => this.write())
  }

  async onEnd(): Promise<void> {
    await this.written
    if (options.guard || this.measurements.length === 0) return
    if (options.trial || options.partial) console.log(`\n${tableOf(this.measurements)}`)
    if (!options.partial) console.log(`\nWritten to ${RESULTS}`)
  }

  printsToStdio(): boolean {
    return false
  }

  private async write(): Promise<void> {
    if (options.guard || options.partial || this.measurements.length === 0) return
    const page = resultsPage(this.former, this.measurements, await this.circumstances)
    mkdirSync(dirname(RESULTS), { recursive: true })
    writeFileSync(RESULTS, page)
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
