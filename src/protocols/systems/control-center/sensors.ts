// Metrics and component figures as sensors: ids, names, units and ranges.
import type { Component, Sensor } from '../../../domain/updates'
import { texts } from './runtime-texts'

interface Description {
  name: string
  unit: string
}

const METRICS: ReadonlyMap<string, Description> = new Map(Object.entries(texts.metrics))
const UNITS: readonly (readonly [string, string])[] = Object.entries(texts.units)
/** Shares of this whole machine. A component's processor use is none: two busy cores are 200 %. */
const SHARES: ReadonlySet<string> = new Set(['cpu_percent', 'memory_percent'])

/** The figures that each component has. */
export const FIGURES: readonly (readonly [key: string, Description])[] = Object.entries(texts.figures)

export function metricId(key: string): string {
  return `metric:${key}`
}

export function figureId(component: string, key: string): string {
  return `component:${component}:${key}`
}

export function isKnownMetric(key: string): boolean {
  return METRICS.has(key)
}

export function metricSensor(key: string): Sensor {
  return {
    id: metricId(key),
    ...(METRICS.get(key) ?? describe(key)),
    group: texts.metricsGroup,
    reporting: 'periodic',
    range: SHARES.has(key) ? { min: 0, max: 100 } : null,
    metric: true,
  }
}

export function figureSensors({ id, name }: Component): Sensor[] {
  return FIGURES.map(([key, description]) => ({
    id: figureId(id, key),
    ...description,
    group: name,
    reporting: 'periodic',
    range: null,
    component: id,
  }))
}

/** `cache_hit_percent` is "Cache hit" in %. */
function describe(key: string): Description {
  const end = UNITS.find(([ending]) => key.toLowerCase().endsWith(ending))
  const words = (end ? key.slice(0, -end[0].length) : key).replaceAll('_', ' ').trim()
  if (words === '') return { name: key, unit: '' }
  return { name: words.charAt(0).toUpperCase() + words.slice(1), unit: end?.[1] ?? '' }
}
