// Colours and type of the charts, read from the page's custom properties, so that stylesheets alone
// decide how charts look. Reading costs a style calculation: do it when the theme changes, not at each draw.

import type { Severity } from '../domain/updates'

export interface ChartTheme extends Record<Severity, string> {
  /** The measured lines while nothing is abnormal: a tone for each of the first ones, never a saturated one (rule V1). */
  lines: readonly string[]
  grid: string
  text: string
  /** A limit that is kept. */
  limit: string
  /** Hatching of what is missing. */
  gap: string
  /** The strip that shows how samples came, and marks of experiments. */
  strip: string
  /** What lies behind the chart, and behind its labels. */
  surface: string
  /** The line through the inspected sample. */
  cursor: string
  /** A CSS font without its size. */
  fontFamily: string
}

/** Before any was read. */
export const NO_THEME: ChartTheme = {
  lines: [''],
  grid: '',
  text: '',
  limit: '',
  gap: '',
  strip: '',
  surface: '',
  cursor: '',
  warn: '',
  crit: '',
  fontFamily: 'sans-serif',
}

/** The tone of a line, by its place; more lines than tones begin again. */
export function toneOf({ lines }: ChartTheme, index: number): string {
  return lines[index % lines.length] ?? ''
}

/** The theme where an element stands. Colours come out as a canvas takes them, whatever CSS they were made with. */
export function readChartTheme(element: Element): ChartTheme {
  const probes = document.createElement('span')
  probes.hidden = true
  element.append(probes)
  /** `otherwise` is for a page without styles: 3:1 on black as on white. */
  const colour = (property: string, otherwise: string): string => {
    const probe = document.createElement('span')
    probe.style.setProperty('color', `var(${property}, ${otherwise})`)
    probes.append(probe)
    return getComputedStyle(probe).color
  }
  const theme = {
    lines: [
      colour('--chart-line', 'currentColor'),
      colour('--chart-line-2', '#62799a'),
      colour('--chart-line-3', '#5c8878'),
      colour('--chart-line-4', '#8f7a9e'),
    ],
    grid: colour('--chart-grid', 'rgb(128 128 128 / 0.25)'),
    text: colour('--chart-text', 'currentColor'),
    limit: colour('--chart-limit', '#7d7d7d'),
    gap: colour('--chart-gap', '#7d7d7d'),
    strip: colour('--chart-strip', '#7d7d7d'),
    surface: colour('--chart-surface', 'Canvas'),
    cursor: colour('--chart-cursor', 'currentColor'),
    warn: colour('--warn', '#b26a00'),
    crit: colour('--crit', '#d32f2f'),
    fontFamily: getComputedStyle(element).fontFamily,
  }
  probes.remove()
  return theme
}
