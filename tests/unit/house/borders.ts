// What only one folder may know: Chart.js, a system's name, and the two sides of the wire.
import type { Checker } from './project.ts'

const SYSTEMS = 'src/protocols/systems/'
const CHART_PACKAGES = /^(chart\.js|vue-chartjs)(\/|$)/

/** The system whose folder a file is in. */
function systemOf(path: string): string | undefined {
  return path.startsWith(SYSTEMS) ? path.slice(SYSTEMS.length).split('/')[0] : undefined
}

export const chartsAloneKnowChartJs: Checker = ({ modules }) =>
  modules
    .filter(({ path }) => path.startsWith('src/') && !path.startsWith('src/charts/'))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => CHART_PACKAGES.test(specifier))
        .map(({ specifier }) => `${path}: only src/charts may import ${specifier}`),
    )

export const chartsAreComponents: Checker = ({ modules }) =>
  modules
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap(({ path, chartLines }) =>
      chartLines.map((line) => `${path}:${line}: charts are made by vue-chartjs, not by new Chart`),
    )

export const systemsAreIslands: Checker = ({ modules }) =>
  modules.flatMap(({ path, imports }) => {
    const system = systemOf(path)
    return imports.flatMap(({ file }) => {
      const other = file === undefined ? undefined : systemOf(file)
      if (system === undefined || other === undefined || other === system) return []
      return [`${path}: ${system} may not import ${other} (${file})`]
    })
  })

export const systemsAreNamedAtHome: Checker = ({ files }) => {
  const sources = [...files].filter(([path]) => path.startsWith('src/'))
  const ids = new Set(sources.flatMap(([path]) => systemOf(path) ?? []))
  return sources.flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        [...ids]
          .filter((id) => systemOf(path) !== id && line.toLowerCase().includes(id.toLowerCase()))
          .map((id) => `${path}:${index + 1}: ${id} may be named in its own folder only`),
      ),
  )
}

export const demoAndPageAreStrangers: Checker = ({ modules }) =>
  modules.flatMap(({ path, imports }) =>
    imports
      .filter(({ file }) => file !== undefined && file.split('/')[0] !== path.split('/')[0])
      .map(({ file }) => `${path}: nothing outside ${path.split('/')[0]} may be imported (${file})`),
  )
