// Files of sources as a deployment may have written them.
import { parseConfiguration } from '../../../src/stores/configuration'

const HTTP = 'http://deck.example'
export const HTTPS = 'https://deck.example'

/** Its system asks for an option. */
export const NEEDY = { id: 'line', system: 'servosense', url: 'https://line.example' }

export const GOOD = { id: 'plant', system: 'webmacs', url: 'https://plant.example' }

export function parse(content: unknown, origin = HTTP) {
  return parseConfiguration(typeof content === 'string' ? content : JSON.stringify(content), origin)
}

export function withSources(...sources: unknown[]) {
  return { version: 1, sources }
}
