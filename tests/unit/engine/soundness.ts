// Sound backends of three systems, for examinations.
import type { FakeSocket } from '../fake-socket'
import { datapoint } from './plant'
import { Patient, type Soundness } from './patient'

export const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.planted'

const zoneless = (patient: Patient): string =>
  new Date(patient.now - patient.dataAgeMs).toISOString().replace('Z', '')
const listed = (...data: unknown[]): unknown => ({ page: 1, page_size: 100, total: data.length, data })
const oven = { public_id: 'oven', name: 'Oven', min_value: 0, max_value: 300, unit: '°C', type: 'sensor' }

export const webmacs: Soundness = {
  page: { system: 'webmacs', automatic: null },
  open: ['GET /health'],
  rest: {
    'GET /health': () => ({ status: 'ok', version: '1' }),
    'GET /api/v1/auth/me': () => ({ username: 'op', role: 'operator' }),
    'GET /api/v1/events': () => listed(oven),
    'GET /api/v1/rules': () => listed(),
    'GET /api/v1/datapoints/latest': (patient) => [datapoint(patient.beat, zoneless(patient))],
    'POST /api/v1/datapoints/series': (patient) => ({ oven: [datapoint(1, zoneless(patient))] }),
  },
  greeting: () => ({ type: 'connected', message: 'Subscribed to live datapoint stream.' }),
  everyMs: 1_000,
  frame: (patient) => ({
    type: 'datapoints_batch',
    datapoints: [datapoint(patient.beat, zoneless(patient))],
  }),
  pong: { type: 'pong' },
  tokenOf: ({ url }) => new URL(url).searchParams.get('token'),
}

const sensor = { id: 1, name: 'W', kind: 'temperature', unit: '°C', threshold: 80, machine: null }

export const servosense: Soundness = {
  page: { system: 'servosense', options: { workspace: 1 }, signsIn: false },
  rest: {
    'GET /api/workspaces/': () => [{ id: 1, name: 'Hall' }],
    'GET /api/workspaces/1/topology/': () => ({
      workspace: { id: 1, name: 'Hall' },
      machines: [],
      sensors: [sensor],
    }),
    'GET /api/workspaces/1/latest-readings/': (patient) => [
      { sensor_id: 1, value: patient.beat, unit: '°C', ts: null, name: 'W', machine: null },
    ],
  },
  greeting: null,
  everyMs: 500,
  frame: (patient) => ({ type: 'reading', sensor_id: 1, value: patient.beat, unit: '°C' }),
  tokenOf: ({ protocols }: FakeSocket) => protocols[1] ?? null,
  refusalCode: 4401,
}

function stateOf(patient: Patient): unknown {
  const at = zoneless(patient)
  const storage = {
    ...{ name: 'Storage', state: 'running', pid: 1, uptime: 1, cpu_percent: 2, memory_mb: 3, error: null },
    last_updated: at,
  }
  return { components: { storage }, metrics: { timestamp: at, total_concepts: patient.beat } }
}

export const controlCenter: Soundness = {
  page: { system: 'control-center', signsIn: false },
  rest: { 'GET /api/status': stateOf },
  greeting: stateOf,
  everyMs: 2_000,
  frame: stateOf,
}

/** WebMACS, and who watches is signed in. */
export function signedIn(): Patient {
  const patient = new Patient(webmacs, { token: TOKEN })
  patient.token = TOKEN
  return patient
}

export function openWorkspace(workspace: string | number = 1): Patient {
  return new Patient(servosense, { options: { workspace } })
}

export function closedWorkspace(token: string = TOKEN): Patient {
  const patient = new Patient(servosense, { signsIn: true, automatic: null, token })
  patient.token = TOKEN
  return patient
}

export function center(): Patient {
  return new Patient(controlCenter)
}
