// The page that is measured: mounts charts of one library, then slides them when it is told to.
import '../../../src/styles/base.css'
import { requestFrame, scriptMs, timed } from './stopwatch.ts'
import type { Chart, Library } from './subject.ts'
import { samplesOf } from './signal.ts'
import { SUBJECTS, type SubjectName } from './subjects.ts'

export interface Setting {
  subject: SubjectName
  charts: number
  /** Of each chart, in CSS pixels. */
  width: number
  height: number
  series: number
  points: number
}

export interface Slide {
  /** As many as were drawn. */
  updates: number
  /** JavaScript of them all. */
  scriptMs: number
}

export interface Bench {
  /** Resolves when the charts stand and the browser has shown them. */
  mount(setting: Setting): Promise<void>
  /** Gives all charts 10 points each frame; ends in time, but not before the fewest. */
  slide(updates: number, limitMs: number, fewest: number): Promise<Slide>
  /** Gives each chart one point each 100 ms, each chart at a moment of its own, for so long; answers how often one was drawn. */
  play(durationMs: number): Promise<number>
}

declare global {
  interface Window {
    bench: Bench
  }
}

interface Played {
  /** A moment of `performance.now`. */
  start: number
  /** Points that each chart got since. */
  given: number[]
}

const STEP_MS = 100
const POINTS_A_FRAME = 10
const SHOWN_AFTER_FRAMES = 3

let charts: Chart[] = []
let series = 1
/** Index of the next sample, of charts that all get theirs at once. */
let next = 0
let clock = { startMs: 0, stepMs: STEP_MS }
let now = (): number => 0
let played: Played | null = null
/** Draws that charts were told to do. */
let told = 0
let draws = (): number => told

window.bench = {
  async mount(setting) {
    const library: Library = await SUBJECTS[setting.subject]()
    draws = library.draws ?? draws
    const { points } = setting
    ;({ series } = setting)
    next = points
    clock = { startMs: Date.now() - points * STEP_MS, stepMs: STEP_MS }
    now = () => clock.startMs + (next - 1) * STEP_MS
    const main = document.querySelector('main')
    if (main === null) throw new Error('The page has no place for charts.')
    const perRow = Math.max(1, Math.floor(innerWidth / setting.width))
    main.style.cssText = `display:grid;grid-template-columns:repeat(${String(perRow)},${String(setting.width)}px)`
    const shape = { series, points, windowMs: points * STEP_MS, stepMs: STEP_MS, now: () => now() }
    const history = samplesOf(0, points, series, clock)
    charts = Array.from({ length: setting.charts }, () => {
      const host = document.createElement('div')
      host.style.cssText = `width:${String(setting.width)}px;height:${String(setting.height)}px`
      main.append(host)
      return library.mount(host, shape, history)
    })
    let frames = 0
    await eachFrame(() => (++frames === SHOWN_AFTER_FRAMES ? true : null))
  },

  slide(updates, limitMs, fewest) {
    // Made before, so that the libraries alone are measured.
    const made = Array.from({ length: updates }, (_, i) => {
      const from = next + i * POINTS_A_FRAME
      return samplesOf(from, from + POINTS_A_FRAME, series, clock)
    })
    const end = performance.now() + limitMs
    const before = { scriptMs: scriptMs(), draws: draws() }
    let done = 0
    return eachFrame(() => {
      const samples = made[done]
      if (samples === undefined || (done >= fewest && performance.now() >= end)) {
        return { updates: draws() - before.draws, scriptMs: scriptMs() - before.scriptMs }
      }
      done++
      next += POINTS_A_FRAME
      timed(() => {
        for (const chart of charts) {
          chart.append(samples)
          chart.draw()
          told++
        }
      })
      return null
    })
  },

  async play(durationMs) {
    const end = performance.now() + durationMs
    played ??= startPlaying()
    const { start, given } = played
    const drawn = draws()
    await eachFrame(() => {
      const elapsed = performance.now() - start
      charts.forEach((chart, number) => {
        const due = Math.floor(elapsed / STEP_MS - number / charts.length + 1)
        const before = given[number] ?? 0
        if (due <= before) return
        given[number] = due
        chart.append(samplesOf(next + before, next + due, series, clock))
        chart.draw()
        told++
      })
      return performance.now() < end ? null : true
    })
    return draws() - drawn
  },
}

/** From here on time is real, and no sample is ahead of it. */
function startPlaying(): Played {
  const start = performance.now()
  const startMs = now() + STEP_MS
  now = () => startMs + (performance.now() - start)
  return { start, given: charts.map(() => 0) }
}

/** Does a step after each frame, until one answers: in a task of its own, as readings come from a connection. */
function eachFrame<Answer>(step: () => Answer | null): Promise<Answer> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    const frame = (): void => {
      port2.postMessage(null)
    }
    port1.onmessage = () => {
      // First, so that no chart pays for it.
      const request = requestFrame(frame)
      const answer = step()
      if (answer === null) return
      cancelAnimationFrame(request)
      port1.close()
      resolve(answer)
    }
    requestFrame(frame)
  })
}
