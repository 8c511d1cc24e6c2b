// Which layer may know which: the picture in the design, as a table. A layer may always import itself.
import type { Checker } from './project.ts'

/** From top to bottom. Texts and styles stand beside the stack: texts know only the vocabulary, and whoever speaks may use them. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ['views', 'components', 'charts', 'stores', 'texts', 'styles', 'engine', 'protocols', 'domain'],
  views: ['components', 'charts', 'stores', 'texts', 'styles', 'connection', 'protocols', 'domain'],
  components: ['charts', 'stores', 'texts', 'styles', 'engine', 'connection', 'protocols', 'domain'],
  charts: ['domain'],
  stores: ['engine', 'connection', 'protocols', 'texts', 'domain'],
  engine: ['connection', 'protocols', 'texts', 'domain'],
  connection: ['protocols', 'texts', 'domain'],
  protocols: ['texts', 'domain'],
  texts: ['domain'],
  styles: [],
  domain: [],
}
/** The rest of the engine runs in the worker and is nobody else's business. */
const ENGINE_DOOR = ['src/engine/port.ts', 'src/engine/client.ts']
const COMPOSITION_ROOT = ['src/main.ts', 'src/page.ts', 'src/App.vue']
const WITHOUT_PAGE = ['engine', 'connection', 'protocols', 'domain']
const OF_THE_PAGE = /^(vue|vue-router|pinia|vue-chartjs|chart\.js|@vueuse\/.*)(\/|$)/

function layerOf(path: string): string {
  return COMPOSITION_ROOT.includes(path) ? 'app' : (path.split('/')[1] ?? '')
}

const inSource = (path: string) => path.startsWith('src/')

export const layersAreKnown: Checker = ({ files }) =>
  [...files.keys()]
    .filter((path) => inSource(path) && !(layerOf(path) in MAY_IMPORT))
    .map((path) => `${path}: src/${layerOf(path)} is no layer of the design`)

export const importsGoDownwards: Checker = ({ modules }) =>
  modules
    .filter(({ path }) => inSource(path))
    .flatMap(({ path, imports }) => {
      const layer = layerOf(path)
      return imports.flatMap(({ file }) => {
        if (file === undefined || !inSource(file)) return []
        const target = layerOf(file)
        if (target === layer || MAY_IMPORT[layer]?.includes(target)) return []
        return [`${path}: ${layer} may not import ${target} (${file})`]
      })
    })

export const engineHasOneDoor: Checker = ({ modules }) =>
  modules
    .filter(({ path }) => inSource(path) && layerOf(path) !== 'engine')
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ file }) => file?.startsWith('src/engine/') && !ENGINE_DOOR.includes(file))
        .map(({ file }) => `${path}: only the engine's port and client are for others (${file})`),
    )

export const engineKnowsNoPage: Checker = ({ modules }) =>
  modules
    .filter(({ path }) => inSource(path))
    .flatMap(({ path, imports }) => {
      const layer = layerOf(path)
      const packages = imports.filter(({ file }) => file === undefined)
      const forbidden = packages.filter(
        ({ specifier }) =>
          layer === 'domain' || (WITHOUT_PAGE.includes(layer) && OF_THE_PAGE.test(specifier)),
      )
      return forbidden.map(({ specifier }) => `${path}: ${layer} may not import the package ${specifier}`)
    })
