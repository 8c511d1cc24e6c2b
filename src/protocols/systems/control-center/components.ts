// Reads `components`: states by key, with figures that hold only while the component runs.
import type { Component, ComponentState } from '../../../domain/updates'
import { excerpt } from '../../redaction'
import { finiteNumber, found, isRecord, text, type WireRecord } from '../../wire'
import { noFigures, shownKey, takeFigure, type Figures } from '../../figures'
import type { Rejections } from '../../rejections'
import { readableTime, sampleTime, type SampleTime } from '../../sample-time'
import { FIGURES, figureId, figureSensors } from './sensors'
import { texts } from './runtime-texts'

export interface ReadComponents {
  components: Component[]
  figures: Figures
}

const STATES: ReadonlyMap<string, ComponentState> = new Map(
  (['running', 'starting', 'stopping', 'stopped', 'error'] as const).map((state) => [state, state]),
)
const STATE_SHOWN = 40

/** @param time of the whole state, for components that tell none of their own */
export function readComponents(components: WireRecord, time: SampleTime): ReadComponents {
  const read: ReadComponents = { components: [], figures: noFigures() }
  const { figures } = read
  for (const [id, entry] of Object.entries(components)) {
    if (id === '') {
      figures.rejections.add(() => texts.expected('components', 'a name', found(id)), entry)
      continue
    }
    if (!isRecord(entry)) {
      read.components.push(unreadable(id, entry, figures))
      continue
    }
    const component = readComponent(id, entry, figures.rejections)
    read.components.push(component)
    // Old values are kept after a stop (PROTOCOLS.md, field note): they are no readings.
    const running = component.state === 'running' ? entry : {}
    // The time at which this very component was looked at is the truer one.
    const own = sampleTime(entry['last_updated'])
    if (own === 'unreadable') rejectTime(id, entry, running, figures)
    else takeFigures(id, running, own ?? time, figures)
  }
  for (const component of read.components) figures.sensors.push(...figureSensors(component))
  return read
}

/** What is listed is there, though nobody can tell how it is: leaving it out would say that it is gone (T8). */
function unreadable(id: string, entry: unknown, { rejections }: Figures): Component {
  rejections.add(() => texts.expected(place(id), 'an object', found(entry)), entry)
  return {
    id,
    name: id,
    state: 'unknown',
    stateText: '',
    pid: null,
    uptime: null,
    error: null,
    updatedAt: null,
  }
}

function readComponent(id: string, entry: WireRecord, rejections: Rejections): Component {
  const complain = (key: string, what: string): void => {
    rejections.add(() => texts.expected(`${place(id)}.${key}`, what, found(entry[key])), entry)
  }
  const number = (key: string): number | null => {
    const value = finiteNumber(entry[key])
    if (value === null && isTold(entry[key])) complain(key, 'a finite number')
    return value
  }
  const words = (key: string): string | null => {
    const value = entry[key]
    if (isTold(value) && typeof value !== 'string') complain(key, 'a text')
    return typeof value === 'string' ? text(value.trim()) : null
  }
  const stateText = text(entry['state']) ?? ''
  if (stateText === '') complain('state', 'a text')
  const state = STATES.get(stateText.trim().toLowerCase()) ?? 'unknown'
  const [pid, uptime, error] = [number('pid'), number('uptime'), words('error')]
  const isRunning = state === 'running'
  return {
    id,
    name: words('name') ?? id,
    state,
    // A word that we know is no secret, and there may be thousands.
    stateText: state === 'unknown' ? excerpt(stateText.trim(), STATE_SHOWN) : stateText.trim(),
    pid: isRunning ? pid : null,
    uptime: isRunning ? uptime : null,
    error: error && excerpt(error),
    updatedAt: readableTime(sampleTime(entry['last_updated'])),
  }
}

/** A time that nobody understands costs the figures that it is the time of. */
function rejectTime(id: string, entry: WireRecord, running: WireRecord, { rejections }: Figures): void {
  const lost = FIGURES.filter(([key]) => isTold(running[key])).length
  const reason = (): string =>
    texts.expected(`${place(id)}.last_updated`, texts.time, found(entry['last_updated']))
  rejections.add(reason, entry, lost)
}

function takeFigures(id: string, entry: WireRecord, stateTime: SampleTime, figures: Figures): void {
  for (const [key] of FIGURES) {
    takeFigure(figures, figureId(id, key), entry[key], stateTime, () => `${place(id)}.${key}`)
  }
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null
}

function place(id: string): string {
  return `components.${shownKey(id)}`
}
